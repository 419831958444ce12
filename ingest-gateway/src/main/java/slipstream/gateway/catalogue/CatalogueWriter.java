package slipstream.gateway.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicTable;

/** Writes catalogue entries, and comes back once they are durable and can be read again on this gateway. */
public final class CatalogueWriter implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;

    CatalogueWriter(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** A writer with its own producer, which may wait. */
    public static CatalogueWriter connect(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig("gateway-catalogue");
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 0);
        config.put("max.block.ms", DEADLINE.toMillis());
        config.put("request.timeout.ms", Math.toIntExact(DEADLINE.toMillis() / 2));
        config.put("delivery.timeout.ms", Math.toIntExact(DEADLINE.toMillis()));
        return new CatalogueWriter(new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    /** Writes one entry, or removes it when there is no value. */
    public void write(String topic, String key, byte @Nullable [] value, TopicTable<?> readBack) {
        try {
            RecordMetadata written = producer.send(new ProducerRecord<>(topic, key, value))
                    .get(2 * DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            readBack.awaitRead(written, DEADLINE);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new NotDurable(key + " could not be written to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDurable("interrupted while writing " + key + " to " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_DEADLINE);
    }
}
