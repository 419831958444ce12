package slipstream.kit.http;

import java.time.Duration;
import slipstream.kit.settings.SettingsReader;

/**
 * Where a server listens and how much it puts up with.
 *
 * @param host address it binds to
 * @param port port it binds to; 0 means any free one
 * @param maxBodyBytes longest request body that is read at all
 * @param idleTimeout how long a connection may be silent between requests and in the head of one
 */
public record HttpSettings(String host, int port, int maxBodyBytes, Duration idleTimeout) {
    private static final int DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;
    private static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** The default limits. */
    public HttpSettings(String host, int port) {
        this(host, port, DEFAULT_MAX_BODY_BYTES, DEFAULT_IDLE_TIMEOUT);
    }

    /** How long a request may take in all, from its head to the last byte of its answer. */
    public Duration requestDeadline() {
        return idleTimeout.multipliedBy(2);
    }

    /** Reads {@code <prefix>.host}, {@code .port}, {@code .max-body-bytes} and {@code .idle-timeout}. */
    public static HttpSettings read(SettingsReader settings, String prefix, int defaultPort) {
        return new HttpSettings(
                settings.text(prefix + ".host", "127.0.0.1"),
                settings.integer(prefix + ".port", defaultPort, 0, 65_535),
                settings.integer(prefix + ".max-body-bytes", DEFAULT_MAX_BODY_BYTES, 1_024, 256 * 1024 * 1024),
                settings.duration(
                        prefix + ".idle-timeout", DEFAULT_IDLE_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1)));
    }
}
