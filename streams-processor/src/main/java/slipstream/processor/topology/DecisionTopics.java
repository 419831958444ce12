package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.processor.slo.Decision;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;

/** The topics of decisions, read whole when they are first needed and further when they are needed again. */
public final class DecisionTopics implements Seeds {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    /** The header in which a tick carries what stands on a topic. */
    private static final Map<String, String> HEADERS = Map.of(
            Topics.EXCLUSIONS.name(), TickHeaders.EXCLUSION,
            Topics.OBJECTIVES.name(), TickHeaders.OBJECTIVE);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final List<Revision> revisions = new ArrayList<>();

    DecisionTopics(Supplier<Consumer<String, byte[]>> consumers) {
        this.consumers = consumers;
    }

    /** One revision: key {@code appKey/id}, the bytes, when it was decided. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Revision(String topic, String key, byte[] value, long decidedAt) {
        boolean concerns(int partition, int partitions) {
            String appKey = key.substring(0, Math.max(0, key.indexOf('/')));
            return appKey.equals(Decision.EVERY_APP)
                    || Utils.toPositive(Utils.murmur2(appKey.getBytes(StandardCharsets.UTF_8))) % partitions
                            == partition;
        }
    }

    /** Of this Kafka. */
    public static DecisionTopics of(KafkaSettings kafka) {
        return new DecisionTopics(() -> {
            Map<String, Object> config = kafka.clientConfig("decisions");
            config.put("isolation.level", "read_committed");
            config.put("enable.auto.commit", false);
            config.put("auto.offset.reset", "earliest");
            config.put("allow.auto.create.topics", false);
            config.put("default.api.timeout.ms", Math.toIntExact(DEADLINE.toMillis()));
            return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        });
    }

    @Override
    public synchronized List<Header> upTo(int partition, long moment) {
        int partitions = readOn();
        Map<String, Header> newest = new LinkedHashMap<>();
        for (Revision each : revisions) {
            if (each.decidedAt <= moment && each.concerns(partition, partitions)) {
                newest.put(
                        each.topic + " " + each.key,
                        new RecordHeader(HEADERS.getOrDefault(each.topic, ""), each.value));
            }
        }
        return List.copyOf(newest.values());
    }

    /** Reads to the ends of the topics as they are now; answers how many partitions the events have. */
    private int readOn() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            List<TopicPartition> all = HEADERS.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(all);
            all.forEach(each -> consumer.seek(each, positions.getOrDefault(each, 0L)));
            read(consumer, consumer.endOffsets(all));
            return consumer.partitionsFor(Topics.EVENTS.name()).size();
        }
    }

    private void read(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException("the topics of decisions were not read within " + DEADLINE);
            }
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                if (each.key() != null && each.value() != null) {
                    revisions.add(new Revision(each.topic(), each.key(), each.value(), each.timestamp()));
                }
            }
            ends.keySet().forEach(each -> positions.put(each, consumer.position(each)));
        }
    }
}
