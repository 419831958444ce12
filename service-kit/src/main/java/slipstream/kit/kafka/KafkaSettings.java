package slipstream.kit.kafka;

import java.time.Duration;
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
 * @param retention how long the records of a new topic are kept, by the topic's name in the settings; others as they are made
 */
public record KafkaSettings(
        String bootstrapServers,
        Map<String, String> client,
        int partitions,
        int replicationFactor,
        Map<String, Duration> retention) {
    /** Begins the name of every setting of {@link #retention}. */
    public static final String RETENTION = "topics.retention";

    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);

    public KafkaSettings {
        client = Map.copyOf(client);
        retention = Map.copyOf(retention);
    }

    /** Every topic is kept as long as it is made for. */
    public KafkaSettings(String bootstrapServers, Map<String, String> client, int partitions, int replicationFactor) {
        this(bootstrapServers, client, partitions, replicationFactor, Map.of());
    }

    /** Reads {@code kafka.bootstrap.servers}, {@code kafka.client.*}, {@code topics.partitions} and so on. */
    public static KafkaSettings read(SettingsReader settings) {
        return new KafkaSettings(
                settings.text("kafka.bootstrap.servers", "127.0.0.1:9092"),
                settings.under("kafka.client"),
                settings.integer("topics.partitions", 12, 1, 1_000),
                settings.integer("topics.replication-factor", 1, 1, 10),
                retention(settings));
    }

    private static Map<String, Duration> retention(SettingsReader settings) {
        Map<String, Duration> retention = new HashMap<>();
        for (String topic : settings.under(RETENTION).keySet()) {
            retention.put(
                    topic,
                    settings.duration(
                            RETENTION + "." + topic, LONGEST_RETENTION, SHORTEST_RETENTION, LONGEST_RETENTION));
        }
        return retention;
    }

    /** What every client is configured with; a new map, free to be added to. */
    public Map<String, Object> clientConfig(String clientId) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", clientId);
        return config;
    }
}
