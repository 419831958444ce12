package slipstream.kit.kafka;

import java.util.HashMap;
import java.util.Map;
import slipstream.kit.settings.SettingsReader;

/**
 * Which Kafka, how to reach it, and how topics are made.
 *
 * @param bootstrapServers host:port, parted by commas
 * @param client settings passed to every client, such as those of TLS and SASL
 * @param partitions number of partitions of a new topic
 * @param replicationFactor number of copies of a new topic
 */
public record KafkaSettings(
        String bootstrapServers, Map<String, String> client, int partitions, int replicationFactor) {
    public KafkaSettings {
        client = Map.copyOf(client);
    }

    /** Reads {@code kafka.bootstrap.servers}, {@code kafka.client.*}, {@code topics.partitions} and so on. */
    public static KafkaSettings read(SettingsReader settings) {
        return new KafkaSettings(
                settings.text("kafka.bootstrap.servers", "127.0.0.1:9092"),
                settings.under("kafka.client"),
                settings.integer("topics.partitions", 12, 1, 1_000),
                settings.integer("topics.replication-factor", 1, 1, 10));
    }

    /** What every client is configured with; a new map, free to be added to. */
    public Map<String, Object> clientConfig(String clientId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", clientId);
        return config;
    }
}
