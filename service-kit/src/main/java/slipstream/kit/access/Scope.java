package slipstream.kit.access;

import java.util.Locale;
import java.util.Optional;

/** What a credential may do. */
public enum Scope {
    /** Everything, for every subject. */
    OPERATOR,
    READ,
    WRITE,
    PUBLISH_SYNTHETIC;

    /** The scope's name as it stands in requests and answers, such as {@code publish-synthetic}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scope of an id; empty when there is none of that name. */
    public static Optional<Scope> ofId(String id) {
        for (Scope scope : values()) {
            if (scope.id().equals(id)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
