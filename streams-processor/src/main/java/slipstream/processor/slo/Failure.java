package slipstream.processor.slo;

import java.util.Optional;

/**
 * One bad event, with what is known of it.
 *
 * @param occurredAt event time in epoch milliseconds
 * @param id names the event within its app
 * @param cause why it is bad: the HTTP status, or the class of error
 * @param site the customer site on which it was observed
 * @param version the app's version
 * @param moduleType the module type of an iframe
 * @param region where it was observed from
 * @param traceId trace of the observed request
 */
public record Failure(
        long occurredAt,
        String id,
        String cause,
        Optional<String> site,
        Optional<String> version,
        Optional<String> moduleType,
        Optional<String> region,
        Optional<String> traceId) {
    /** Longest text that is kept of any field, in characters. */
    public static final int MAX_TEXT = 200;

    /** The cause where nothing is known. */
    public static final String UNKNOWN_CAUSE = "unknown";

    /** The cause of a load whose second signal never came. */
    static final String BRIDGE_TIMEOUT = "bridge-timeout";

    /** Of which only the cause is known. */
    static Failure of(long occurredAt, String id, String cause) {
        return new Failure(
                occurredAt,
                id,
                cause,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
