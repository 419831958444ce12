package slipstream.processor.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes {@linkplain EventBatch batches} of what the consumer hands to Kafka Streams. Ticks stay records of their own, and so does an
 * event that comes alone; the order is as it was.
 */
public final class EventBatching implements ConsumerInterceptor<byte[], byte[]> {
    /** Most events in a batch: beyond this nothing is saved, and what is behind a batch waits for it. */
    static final int MAX_EVENTS = 256;

    /** A batch that is so long takes no further event, in bytes. */
    static final int FULL_AT = 256 * 1024;

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batched = new LinkedHashMap<>();
        for (TopicPartition partition : records.partitions()) {
            batched.put(partition, batched(records.records(partition)));
        }
        return new ConsumerRecords<>(batched, records.nextOffsets());
    }

    private static List<ConsumerRecord<byte[], byte[]>> batched(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> batched = new ArrayList<>();
        int from = 0;
        int length = 0;
        long newest = 0;
        for (int at = 0; at < records.size(); at++) {
            ConsumerRecord<byte[], byte[]> record = records.get(at);
            boolean event = isEvent(record);
            if (!event || at - from == MAX_EVENTS || length >= FULL_AT) {
                close(records.subList(from, at), newest, length, batched);
                from = at;
                length = 0;
                newest = 0;
            }
            if (event) {
                length += EventBatch.lengthOf(record);
                newest = Math.max(newest, record.timestamp());
            } else {
                batched.add(record);
                from = at + 1;
            }
        }
        close(records.subList(from, records.size()), newest, length, batched);
        return batched;
    }

    private static void close(
            List<ConsumerRecord<byte[], byte[]>> events,
            long newest,
            int length,
            List<ConsumerRecord<byte[], byte[]>> batched) {
        if (events.size() > 1) {
            batched.add(EventBatch.of(new ArrayList<>(events), newest, length));
        } else {
            batched.addAll(events);
        }
    }

    /** Whether all that a record says stands in its key, its value and its time. */
    private static boolean isEvent(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && record.value() != null && record.timestamp() >= 0;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // Nothing is kept.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing can be chosen.
    }
}
