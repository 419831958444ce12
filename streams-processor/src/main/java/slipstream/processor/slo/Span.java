package slipstream.processor.slo;

/**
 * A stretch of event time.
 *
 * @param from first epoch minute
 * @param to epoch minute at which it ends, exclusive
 */
public record Span(long from, long to) {
    public Span {
        if (from > to) {
            throw new IllegalArgumentException("a span that begins at " + from + " cannot end at " + to);
        }
    }

    /** Whether it shares a minute with [otherFrom, otherTo). */
    public boolean overlaps(long otherFrom, long otherTo) {
        return from < otherTo && otherFrom < to;
    }
}
