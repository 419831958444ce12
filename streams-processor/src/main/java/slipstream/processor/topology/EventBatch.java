package slipstream.processor.topology;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Consecutive events of one partition in the header of one record, which lives between the consumer and the counting step only: what
 * Kafka Streams does for every record it then does for many events at once. No record of the topic is taken for one: it is the class of the
 * header that counts, not its name.
 *
 * @param events two or more
 */
record EventBatch(List<ConsumerRecord<byte[], byte[]>> events) implements Header {
    private static final String NAME = "slipstream.batch";
    private static final byte[] NOTHING = {};

    /** The batch in a record's headers; empty when it is a record of the topic. */
    static Optional<EventBatch> in(Headers headers) {
        return headers.lastHeader(NAME) instanceof EventBatch batch ? Optional.of(batch) : Optional.empty();
    }

    /** How long a batch becomes by a record that is added to it, in bytes. */
    static int lengthOf(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    /**
     * Records as one, of which the newest came at {@code newest} and which are {@code length} bytes long. It has the offset of the first, because what is committed before it was counted
     * begins there.
     */
    static ConsumerRecord<byte[], byte[]> of(List<ConsumerRecord<byte[], byte[]>> records, long newest, int length) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                newest,
                TimestampType.CREATE_TIME,
                0,
                length,
                NOTHING,
                NOTHING,
                new RecordHeaders(new Header[] {new EventBatch(records)}),
                first.leaderEpoch(),
                Optional.empty());
    }

    @Override
    public String key() {
        return NAME;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }
}
