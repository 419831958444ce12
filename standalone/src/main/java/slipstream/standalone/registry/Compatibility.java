package slipstream.standalone.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Which earlier versions of a subject a new schema must get along with, and in which direction. */
enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsOlder;
    private final boolean readByOlder;
    private final boolean transitive;

    Compatibility(boolean readsOlder, boolean readByOlder, boolean transitive) {
        this.readsOlder = readsOlder;
        this.readByOlder = readByOlder;
        this.transitive = transitive;
    }

    static Optional<Compatibility> ofName(String name) {
        for (Compatibility level : values()) {
            if (level.name().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** What stands between the candidate and the earlier versions, oldest first; empty when nothing does. */
    List<String> objections(Schema candidate, List<Schema> earlier) {
        int first = transitive ? 0 : Math.max(0, earlier.size() - 1);
        List<String> objections = new ArrayList<>();
        for (Schema older : earlier.subList(first, earlier.size())) {
            if (readsOlder) {
                objections.addAll(objectionsOfReader(candidate, older, "the new schema cannot read the old one"));
            }
            if (readByOlder) {
                objections.addAll(objectionsOfReader(older, candidate, "the old schema cannot read the new one"));
            }
        }
        return List.copyOf(objections);
    }

    private static List<String> objectionsOfReader(Schema reader, Schema writer, String because) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found -> "%s: %s at %s (%s)"
                        .formatted(because, found.getType(), found.getLocation(), found.getMessage()))
                .toList();
    }
}
