package slipstream.processor.slo;

/**
 * What a stretch of event time holds, with the exact bounds that were counted.
 *
 * @param from first epoch minute counted
 * @param to epoch minute at which it ends, exclusive
 * @param counts good and bad events
 * @param excluded events that were seen and not counted
 * @param basis which events the counts are of
 */
public record Counted(long from, long to, Counts counts, long excluded, Basis basis) {
    /** Whether there is nothing in it at all. */
    public boolean isEmpty() {
        return counts.valid() == 0 && excluded == 0;
    }
}
