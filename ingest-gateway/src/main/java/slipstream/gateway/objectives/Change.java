package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What applying a document does to one objective.
 *
 * @param kind what happens
 * @param appKey the app
 * @param id the objective
 * @param wanted the document; absent when it is the absence of one that counts
 * @param fields which fields differ, and how
 * @param reason why it is not as was asked for; empty when it is
 */
public record Change(
        Kind kind, String appKey, String id, Optional<Wanted> wanted, List<FieldChange> fields, String reason) {
    /** What happens to an objective. */
    public enum Kind {
        /** It is new. */
        CREATE,
        /** It is decided anew. */
        CHANGE,
        /** It is taken back. */
        REMOVE,
        /** It is as it was asked for, sound or broken. */
        UNCHANGED,
        /** It is kept as something that cannot be judged. */
        BREAK,
        /** What was asked for cannot be judged, and what is in force stays. */
        KEEP,
        /** It is nothing that can be asked for here. */
        REFUSE;

        /** Whether something is written. */
        public boolean isWritten() {
            return this == CREATE || this == CHANGE || this == REMOVE || this == BREAK;
        }
    }

    /**
     * A field that differs.
     *
     * @param field its name
     * @param from what it was; absent when it was not there
     * @param to what it will be; absent when it will not be there
     */
    public record FieldChange(String field, Optional<String> from, Optional<String> to) {}

    public Change {
        fields = List.copyOf(fields);
    }

    static List<FieldChange> between(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            Optional<String> from = Optional.ofNullable(before.get(name));
            Optional<String> to = Optional.ofNullable(after.get(name));
            if (!from.equals(to)) {
                changes.add(new FieldChange(name, from, to));
            }
        }
        return changes;
    }
}
