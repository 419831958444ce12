package slipstream.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * One topic: its name, what its values are, and how long they are kept. Keys are UTF-8 strings.
 *
 * @param name the topic's name on the broker
 * @param value schema of the values
 * @param cleanup what the broker may remove
 * @param retention how long records are kept, where they are removed by age
 */
public record Topic(String name, Schema value, Cleanup cleanup, Duration retention) {
    /** What the broker may remove from a topic. */
    public enum Cleanup {
        COMPACT("compact"),
        DELETE("delete"),
        COMPACT_AND_DELETE("compact,delete"),
        /** Nothing: every record is kept for ever. */
        NOTHING("delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    private static final String FOR_EVER = "-1";
    private static final String PREFIX = "slipstream.";

    /** The name by which settings speak of it: {@code events}. */
    public String shortName() {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** The same topic, kept for another time. */
    public Topic keptFor(Duration other) {
        return new Topic(name, value, cleanup, other);
    }

    /** Whether records are removed when their time is over. */
    public boolean forgets() {
        return cleanup == Cleanup.DELETE || cleanup == Cleanup.COMPACT_AND_DELETE;
    }

    /** The topic-level settings for the broker. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", cleanup.policy);
        if (forgets()) {
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        } else if (cleanup == Cleanup.NOTHING) {
            settings.put("retention.ms", FOR_EVER);
            settings.put("retention.bytes", FOR_EVER);
        }
        return settings;
    }
}
