package slipstream.processor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;

/** Makes another application the one in force. */
public final class HandOver {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final String settingsId;
    private final InstantSource clock;

    /** Of the applications that began as the one named in the settings. */
    public HandOver(KafkaSettings kafka, String settingsId, InstantSource clock) {
        this.kafka = kafka;
        this.settingsId = settingsId;
        this.clock = clock;
    }

    /** Follows who is in force; the topic is made when it is missing. */
    static TopicTable<InForce> follow(KafkaSettings kafka, String settingsId) {
        TopicSpec spec = new TopicSpec(
                InForce.topic(settingsId), 1, kafka.replicationFactor(), Map.of("cleanup.policy", "compact"));
        TopicCreation.ensure(kafka, List.of(spec), DEADLINE);
        return TopicTable.follow(kafka, spec.name(), InForce.reader());
    }

    /** The application in force now. */
    public InForce now() {
        try (TopicTable<InForce> table = follow(kafka, settingsId)) {
            table.awaitLoaded(DEADLINE);
            InForce found = table.get(settingsId);
            return found == null ? InForce.first(settingsId) : found;
        }
    }

    /**
     * Hands over: in one transaction, a tick on every partition of the events that names the new application, and the record that
     * names it for whoever starts processors. Up to the tick the old one tells, from there on the new one, whenever each reads it.
     */
    public InForce to(String applicationId) throws ExecutionException, InterruptedException, TimeoutException {
        InForce old = now();
        Map<String, Object> config = kafka.clientConfig("hand-over");
        config.put("transactional.id", settingsId + "-hand-over-" + UUID.randomUUID());
        config.put("transaction.timeout.ms", Math.toIntExact(DEADLINE.toMillis()));
        config.put("acks", "all");
        config.put("linger.ms", 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            InForce handed = new InForce(applicationId, old.applicationId(), ticks(producer, applicationId));
            byte[] key = settingsId.getBytes(StandardCharsets.UTF_8);
            within(producer.send(new ProducerRecord<>(InForce.topic(settingsId), key, handed.toBytes())));
            producer.commitTransaction();
            return handed;
        }
    }

    private Map<Integer, Long> ticks(KafkaProducer<byte[], byte[]> producer, String applicationId)
            throws ExecutionException, InterruptedException, TimeoutException {
        String events = Topics.EVENTS.name();
        long now = clock.millis();
        Map<Integer, Future<RecordMetadata>> sent = new HashMap<>();
        for (int partition = 0; partition < producer.partitionsFor(events).size(); partition++) {
            RecordHeaders headers = new RecordHeaders();
            headers.add(TickHeaders.IN_FORCE, applicationId.getBytes(StandardCharsets.UTF_8));
            sent.put(partition, producer.send(new ProducerRecord<>(events, partition, now, null, null, headers)));
        }
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<Integer, Future<RecordMetadata>> each : sent.entrySet()) {
            offsets.put(each.getKey(), within(each.getValue()).offset());
        }
        return offsets;
    }

    private static RecordMetadata within(Future<RecordMetadata> sent)
            throws ExecutionException, InterruptedException, TimeoutException {
        return sent.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
