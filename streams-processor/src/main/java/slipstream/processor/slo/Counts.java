package slipstream.processor.slo;

/**
 * Good and bad events of some stretch of time.
 *
 * @param good number of good events
 * @param bad number of bad events
 */
public record Counts(long good, long bad) {
    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0);

    private static final long HALF = 0xffff_ffffL;

    /** A cell that holds one good event. */
    static final long ONE_GOOD = 1L << 32;

    /** A cell that holds one bad event. */
    static final long ONE_BAD = 1L;

    /** Good events of a packed cell: the upper half. */
    static long goodOf(long cell) {
        return cell >>> 32;
    }

    /** Bad events of a packed cell: the lower half. */
    static long badOf(long cell) {
        return cell & HALF;
    }

    /** All events that are good or bad. */
    public long valid() {
        return good + bad;
    }

    Counts plus(Counts other) {
        return new Counts(good + other.good, bad + other.bad);
    }

    Counts minus(Counts other) {
        return new Counts(good - other.good, bad - other.bad);
    }
}
