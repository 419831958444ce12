package slipstream.schemas;

import java.time.Instant;

/**
 * One stretch of time that does not count.
 *
 * @param from its start, inclusive
 * @param to its end, exclusive
 */
public record Occurrence(Instant from, Instant to) {
    /** Whether it shares a moment with [otherFrom, otherTo). */
    public boolean overlaps(Instant otherFrom, Instant otherTo) {
        return from.isBefore(otherTo) && otherFrom.isBefore(to);
    }
}
