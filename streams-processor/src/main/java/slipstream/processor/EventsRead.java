package slipstream.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.Topics;

/** How far applications have read the events, by what they have committed. */
public final class EventsRead implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Admin admin;

    /** Asks a Kafka. */
    public EventsRead(KafkaSettings kafka) {
        admin = Admin.create(kafka.clientConfig("events-read"));
    }

    /**
     * A part of a whole, in records.
     *
     * @param done how many were read
     * @param total how many there are
     */
    public record Amount(long done, long total) {
        /** Whether nothing is left. */
        public boolean isAll() {
            return done >= total;
        }
    }

    /** How much of what is on the topic now an application has read. */
    public Amount of(String applicationId) {
        Map<TopicPartition, Long> committed = committed(applicationId);
        Map<TopicPartition, Long> first = offsets(OffsetSpec.earliest());
        Map<TopicPartition, Long> last = offsets(OffsetSpec.latest());
        long done = 0;
        long total = 0;
        for (Map.Entry<TopicPartition, Long> each : last.entrySet()) {
            long from = first.getOrDefault(each.getKey(), 0L);
            total += each.getValue() - from;
            done += Math.max(0, Math.min(each.getValue(), committed.getOrDefault(each.getKey(), from)) - from);
        }
        return new Amount(done, total);
    }

    /** Whether an application has read these records, one of each partition, and committed what came of them. */
    public boolean hasPassed(String applicationId, Map<Integer, Long> offsets) {
        Map<TopicPartition, Long> committed = committed(applicationId);
        return offsets.entrySet().stream()
                .allMatch(each -> committed.getOrDefault(partition(each.getKey()), 0L) > each.getValue());
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.EVENTS.name(), number);
    }

    private Map<TopicPartition, Long> committed(String applicationId) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        within(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
                .forEach((partition, committed) -> offsets.put(partition, committed.offset()));
        return offsets;
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription topic : within(
                        admin.describeTopics(List.of(Topics.EVENTS.name())).allTopicNames())
                .values()) {
            topic.partitions().forEach(info -> asked.put(partition(info.partition()), which));
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        within(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static <T> T within(KafkaFuture<T> answer) {
        try {
            return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say how far the events were read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(DEADLINE);
    }
}
