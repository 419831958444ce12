package slipstream.standalone.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.kafka.TopicTable;
import slipstream.kit.run.Closing;

/** The registry's memory: a compacted topic of one partition that is read into the catalogue before anything is answered. */
final class SchemaLog implements AutoCloseable {
    static final String TOPIC = "slipstream.schemas";

    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(5);

    private final Closing closing = new Closing();
    private final KafkaProducer<String, byte[]> producer;
    private final TopicTable<byte[]> table;

    private SchemaLog(KafkaSettings kafka, SchemaCatalogue catalogue) {
        int deadlineMillis = Math.toIntExact(WRITE_DEADLINE.toMillis());
        Map<String, Object> config = kafka.clientConfig("schema-log");
        config.put("acks", "all");
        config.put("linger.ms", 0);
        config.put("request.timeout.ms", deadlineMillis / 2);
        config.put("delivery.timeout.ms", deadlineMillis);
        config.put("max.block.ms", deadlineMillis);
        config.put("buffer.memory", 2 << 20);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        closing.add(() -> producer.close(WRITE_DEADLINE));
        table = closing.add(TopicTable.follow(kafka, TOPIC, new ByteArrayDeserializer()));
        table.awaitLoaded(START_DEADLINE);
        table.onChange((key, value) -> apply(catalogue, value));
    }

    /** Makes the topic where it is missing and reads it to its end. */
    static SchemaLog open(KafkaSettings kafka, SchemaCatalogue catalogue) {
        TopicSpec topic = new TopicSpec(TOPIC, 1, kafka.replicationFactor(), Map.of("cleanup.policy", "compact"));
        TopicCreation.ensure(kafka, List.of(topic), START_DEADLINE);
        return new SchemaLog(kafka, catalogue);
    }

    private static void apply(SchemaCatalogue catalogue, byte @Nullable [] value) {
        if (value != null) {
            LogEntry entry = LogEntry.read(value);
            entry.applyTo(catalogue);
        }
    }

    /** Stores an entry; the catalogue knows it when this returns. */
    void write(LogEntry entry) {
        try {
            RecordMetadata written = producer.send(new ProducerRecord<>(TOPIC, 0, entry.key(), Json.bytes(entry)))
                    .get(2 * WRITE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            table.awaitRead(written, WRITE_DEADLINE);
        } catch (ExecutionException | TimeoutException | KafkaException lost) {
            throw new RefusedByRegistry(RegistryFault.notStored());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RefusedByRegistry(RegistryFault.notStored());
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
