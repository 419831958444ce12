package slipstream.kit.kafka;

import java.util.Map;

/**
 * A topic as it should be created.
 *
 * @param name its name
 * @param partitions number of partitions
 * @param replication number of copies
 * @param settings topic-level settings
 */
public record TopicSpec(String name, int partitions, int replication, Map<String, String> settings) {
    public TopicSpec {
        settings = Map.copyOf(settings);
    }
}
