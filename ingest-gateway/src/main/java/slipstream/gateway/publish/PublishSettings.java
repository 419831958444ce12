package slipstream.gateway.publish;

import java.time.Duration;
import java.util.Map;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.settings.SettingsReader;

/**
 * How events are made durable.
 *
 * @param deliveryTimeout after which an event that is not acknowledged counts as failed
 * @param bufferBytes how much may wait for the broker; beyond it new events fail at once
 */
public record PublishSettings(Duration deliveryTimeout, int bufferBytes) {
    private static final int BATCH_BYTES = 128 * 1024;

    /** Unused topics must stay known: with max.block.ms=0 a forgotten one would fail its next record. */
    private static final Duration METADATA_IDLE = Duration.ofDays(3_650);

    /** Reads {@code publish.delivery-timeout} and {@code publish.buffer-bytes}. */
    public static PublishSettings read(SettingsReader settings) {
        return new PublishSettings(
                settings.duration(
                        "publish.delivery-timeout",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2)),
                settings.integer("publish.buffer-bytes", 64 * 1024 * 1024, 1024 * 1024, 1024 * 1024 * 1024));
    }

    Map<String, Object> producerConfig(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig("gateway-events");
        int timeoutMillis = Math.toIntExact(deliveryTimeout.toMillis());
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 0);
        config.put("compression.type", "lz4");
        config.put("batch.size", BATCH_BYTES);
        config.put("buffer.memory", (long) bufferBytes);
        config.put("max.block.ms", 0L);
        config.put("request.timeout.ms", timeoutMillis / 2);
        config.put("delivery.timeout.ms", timeoutMillis);
        config.put("metadata.max.idle.ms", METADATA_IDLE.toMillis());
        return config;
    }
}
