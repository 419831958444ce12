package slipstream.gateway.admission;

import java.util.UUID;

/**
 * The ids that the gateway makes itself. They begin with {@code ~} and never come twice, so that nobody has to look for their
 * repetitions. Signals of an iframe load are named by the load. What others send must not begin like either.
 */
public final class EventIds {
    private static final String MADE = "~";
    private static final String OF_LOAD = "load:";

    private EventIds() {}

    /** A new id. */
    public static String made() {
        return MADE + UUID.randomUUID();
    }

    /** Whether an id is of the kind that only the gateway makes. */
    public static boolean isReserved(String id) {
        return id.startsWith(MADE);
    }

    /** The id that all signals of a load share, so that its first outcome wins. */
    public static String ofLoad(String loadId) {
        return OF_LOAD + loadId;
    }

    /** Whether an id is of the kind that only signals of a load have. */
    public static boolean isOfLoad(String id) {
        return id.startsWith(OF_LOAD);
    }
}
