package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/**
 * One look at an app's health check: good within {@value #LIMIT_MILLIS} ms, exactly that included.
 *
 * @param baseUrl the registered base URL, without trailing slash
 * @param status HTTP status, redirects not followed; absent when there was no answer
 * @param durationMillis how long it took
 * @param error class of failure: dns, connect, tls, timeout …; absent when there was an answer
 */
public record HealthCheck(
        String baseUrl,
        @Override @Nullable Integer status,
        @Override @Nullable Long durationMillis,
        @Override @Nullable String error)
        implements Finding {
    /** How long a good answer may take, in milliseconds. */
    public static final long LIMIT_MILLIS = 3_000;

    @Override
    public Indicator indicator() {
        return Indicator.AVAILABILITY;
    }

    @Override
    public String scope() {
        return baseUrl;
    }

    @Override
    public Outcome outcome(Edition edition) {
        boolean good = error == null
                && status != null
                && edition.isHealthy(status)
                && durationMillis != null
                && durationMillis <= LIMIT_MILLIS;
        return good ? Outcome.GOOD : Outcome.BAD;
    }

    @Override
    public @Nullable Refusal refusalFor(Registration app) {
        return app.hasBaseUrl(baseUrl)
                ? null
                : new Refusal("unknown-base-url", "baseUrl", "the app is not registered at this base URL");
    }
}
