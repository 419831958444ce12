package slipstream.processor.slo;

/**
 * How long the good events of some stretch of time took: a histogram that can be added to others, so that a percentile of a
 * month is as right as one of a minute. Everything it says lies within 2 % of the truth.
 */
public final class Latencies {
    private final long[] counts = new long[LatencyBins.count()];
    private long total;

    void add(int bin, long count) {
        counts[bin] += count;
        total += count;
    }

    /** How many events had a latency. */
    public long count() {
        return total;
    }

    /** Arithmetic mean in milliseconds; 0 when there is no event. */
    public double mean() {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            sum += counts[bin] * LatencyBins.millis(bin);
        }
        return total == 0 ? 0 : sum / total;
    }

    /**
     * The smallest latency, in milliseconds, that {@code percent} of the events do not exceed (nearest rank); 0 when there is no
     * event.
     *
     * @param percent more than 0, at most 100
     */
    public double percentile(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("a percentile lies above 0 and up to 100, was " + percent);
        }
        long rank = Math.max(1, (long) StrictMath.ceil(total * percent / 100));
        long seen = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            seen += counts[bin];
            if (seen >= rank) {
                return LatencyBins.millis(bin);
            }
        }
        return 0;
    }
}
