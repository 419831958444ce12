package slipstream.alerter.incident;

/** What the condition of an objective looked at, besides the counts. */
public sealed interface Found {
    /** The share of good events: the counts say it all. */
    record Rate() implements Found {}

    /**
     * How fast the error budget burns.
     *
     * @param thousandths of evenly; 13440 is 13.44
     * @param factorThousandths what it may be at most
     */
    record Burn(long thousandths, long factorThousandths) implements Found {}

    /** Whether there was any valid event at all. */
    record Events() implements Found {}

    /**
     * How long good events took.
     *
     * @param percentile which percentile
     * @param millis what it is, in milliseconds
     * @param limitMillis what it may be at most
     */
    record Latency(int percentile, long millis, long limitMillis) implements Found {}
}
