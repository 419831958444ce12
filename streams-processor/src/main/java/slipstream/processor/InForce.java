package slipstream.processor;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Which application is in force, for whoever starts processors: one record on a topic of one partition. Where in the log it came
 * into force is told by the log itself.
 *
 * @param applicationId the application in force
 * @param before the one before it; itself when there was none
 * @param handedOverAt by partition, the tick of the events up to which the one before tells
 */
public record InForce(String applicationId, String before, Map<Integer, Long> handedOverAt) {
    public InForce {
        handedOverAt = Map.copyOf(handedOverAt);
    }

    /** Before anything was ever handed over. */
    public static InForce first(String applicationId) {
        return new InForce(applicationId, applicationId, Map.of());
    }

    /** The topic that says it; its one key is the name that the application is given in the settings. */
    public static String topic(String settingsId) {
        return settingsId + "-in-force";
    }

    /** As it stands on the topic: one line each for the two names, then one for each partition and its offset. */
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder(applicationId).append('\n').append(before);
        new TreeMap<>(handedOverAt)
                .forEach((partition, offset) ->
                        text.append('\n').append(partition).append(' ').append(offset));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads it from the topic. */
    public static Deserializer<InForce> reader() {
        return (topic, value) -> {
            List<String> lines =
                    new String(value, StandardCharsets.UTF_8).lines().toList();
            if (lines.size() < 2) {
                throw new SerializationException("no record of an application in force");
            }
            Map<Integer, Long> offsets = new HashMap<>();
            for (String line : lines.subList(2, lines.size())) {
                int space = line.indexOf(' ');
                offsets.put(Integer.valueOf(line.substring(0, space)), Long.valueOf(line.substring(space + 1)));
            }
            return new InForce(lines.get(0), lines.get(1), offsets);
        };
    }
}
