package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/**
 * Where and under what conditions something was observed.
 *
 * @param site the customer site
 * @param version the app's version
 * @param region where it was observed from
 * @param traceId trace of the observed request
 * @param rolloutGroup group of customers; only {@value #PRODUCTION} counts
 * @param platformFault whether the observer knows the fault to be the platform's
 */
public record Circumstances(
        @Nullable String site,
        @Nullable String version,
        @Nullable String region,
        @Nullable String traceId,
        String rolloutGroup,
        boolean platformFault) {
    /** The rollout group of ordinary customers. */
    public static final String PRODUCTION = "PROD";

    /** Nothing known but that it was in production. */
    public static final Circumstances ORDINARY = new Circumstances(null, null, null, null, PRODUCTION, false);

    /** Nothing known but the site, and that it was in production. */
    public static Circumstances ordinaryOn(String site) {
        return new Circumstances(site, null, null, null, PRODUCTION, false);
    }
}
