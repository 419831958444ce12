package slipstream.gateway.probe.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a probe met: a status, or why there was none. Nothing that the foreign host wrote is in it.
 *
 * @param duration from the beginning of the probe to its end
 * @param status the HTTP status; absent when there was a failure
 * @param failure why there was no whole answer in time; absent when there was one
 */
public record ProbeOutcome(
        Duration duration,
        @Nullable Integer status,
        @Nullable Failure failure) {
    /** The classes of failure that are told apart. */
    public enum Failure {
        DNS("dns"),
        CONNECT("connect"),
        TLS("tls"),
        TIMEOUT("timeout");

        private final String id;

        Failure(String id) {
            this.id = id;
        }

        /** The name as it stands in events. */
        public String id() {
            return id;
        }
    }

    public ProbeOutcome {
        if ((status == null) == (failure == null)) {
            throw new IllegalArgumentException("either a status or a failure, got " + status + " and " + failure);
        }
    }

    /** A whole answer came in time. */
    public static ProbeOutcome answered(Duration duration, int status) {
        return new ProbeOutcome(duration, status, null);
    }

    /** No whole answer came in time. */
    public static ProbeOutcome failed(Duration duration, Failure failure) {
        return new ProbeOutcome(duration, null, failure);
    }
}
