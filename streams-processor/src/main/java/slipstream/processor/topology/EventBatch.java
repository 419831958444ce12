package slipstream.processor.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive events of one partition as one record, which lives between the consumer and the counting step only: what Kafka Streams
 * does for every record it then does for many events at once. In its value stand, one event after the other, arrival time, length of
 * the key, length of the value, key and value.
 */
final class EventBatch {
    /** The key of every batch. No record of the topic has it: it is the array that counts, not what is in it. */
    private static final byte[] KEY = {'b', 'a', 't', 'c', 'h'};

    private static final int HEADER_LENGTH = Long.BYTES + 2 * Integer.BYTES;

    private final ByteBuffer events;
    private long arrivedAt;
    private int keyAt;
    private int valueAt;
    private int end;

    /** The events in the value of a batch, before the first of them. */
    EventBatch(byte[] value) {
        this.events = ByteBuffer.wrap(value);
    }

    /** Whether a record with this key is a batch. */
    static boolean isKey(byte @Nullable [] key) {
        return key == KEY;
    }

    /** How long a batch becomes by a record that is added to it. */
    static int lengthOf(ConsumerRecord<byte[], byte[]> record) {
        return HEADER_LENGTH + record.key().length + record.value().length;
    }

    /** Records as one. It has the offset of the first, because what is committed before it was counted begins there. */
    static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> records, int length) {
        ByteBuffer events = ByteBuffer.allocate(length);
        long newest = Long.MIN_VALUE;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            newest = Math.max(newest, record.timestamp());
            events.putLong(record.timestamp())
                    .putInt(record.key().length)
                    .putInt(record.value().length)
                    .put(record.key())
                    .put(record.value());
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                newest,
                TimestampType.CREATE_TIME,
                KEY.length,
                length,
                KEY,
                events.array(),
                new RecordHeaders(),
                first.leaderEpoch(),
                Optional.empty());
    }

    /** Goes on to the next event; false behind the last one. */
    boolean next() {
        if (end == events.limit()) {
            return false;
        }
        arrivedAt = events.getLong(end);
        keyAt = end + HEADER_LENGTH;
        valueAt = keyAt + events.getInt(end + Long.BYTES);
        end = valueAt + events.getInt(end + Long.BYTES + Integer.BYTES);
        return true;
    }

    byte[] key() {
        return Arrays.copyOfRange(events.array(), keyAt, valueAt);
    }

    byte[] value() {
        return Arrays.copyOfRange(events.array(), valueAt, end);
    }

    /** What the places are places in. */
    byte[] bytes() {
        return events.array();
    }

    long arrivedAt() {
        return arrivedAt;
    }

    int keyAt() {
        return keyAt;
    }

    /** Where the value begins, and the key ends. */
    int valueAt() {
        return valueAt;
    }

    int end() {
        return end;
    }
}
