package slipstream.gateway.admission;

import java.util.UUID;

/**
 * The ids that the gateway makes itself. They begin with {@code ~} and never come twice, so that nobody has to look for their
 * repetitions; what others send must not begin with it.
 */
public final class EventIds {
    private static final String MADE = "~";

    private EventIds() {}

    /** A new id. */
    public static String made() {
        return MADE + UUID.randomUUID();
    }

    /** Whether an id is of the kind that only the gateway makes. */
    public static boolean isReserved(String id) {
        return id.startsWith(MADE);
    }
}
