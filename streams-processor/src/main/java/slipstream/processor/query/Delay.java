package slipstream.processor.query;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How far the clock of a partition is behind the one on the wall. Nothing but answers depends on it. */
record Delay(InstantSource wall) {
    /** Above it, what was said last is not said of now. */
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Whether what a partition says of its newest minute is too old to be said of now. */
    boolean isLong(long clockMillis) {
        return Instant.ofEpochMilli(clockMillis).plus(LONG).isBefore(wall.instant());
    }
}
