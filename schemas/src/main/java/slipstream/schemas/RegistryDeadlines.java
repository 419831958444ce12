package slipstream.schemas;

import java.time.Duration;

/**
 * How long a registry is waited for.
 *
 * @param attempt limit of one attempt
 * @param total limit of all attempts with the pauses between them
 * @param firstPause pause after the first failed attempt; doubles from there
 */
public record RegistryDeadlines(Duration attempt, Duration total, Duration firstPause) {
    /** Three seconds for an attempt, fifteen for all. */
    public static final RegistryDeadlines USUAL =
            new RegistryDeadlines(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofMillis(50));
}
