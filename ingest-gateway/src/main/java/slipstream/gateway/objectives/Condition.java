package slipstream.gateway.objectives;

import java.util.List;

/** When a promise is breached. */
public sealed interface Condition {
    /** What it is called in records and annotations. */
    String id();

    /** The rate of good events over the window is strictly below the target. */
    record RateBelow() implements Condition {
        public static final String ID = "RATE_BELOW";

        @Override
        public String id() {
            return ID;
        }
    }

    /**
     * The error budget of the window burns too fast, in both windows of any pair.
     *
     * @param pairs at least one
     */
    record BurnRate(List<Pair> pairs) implements Condition {
        public static final String ID = "BURN_RATE";

        public BurnRate {
            pairs = List.copyOf(pairs);
        }

        @Override
        public String id() {
            return ID;
        }
    }

    /** No event at all in the window. */
    record NoDataFor() implements Condition {
        public static final String ID = "NO_DATA_FOR";

        @Override
        public String id() {
            return ID;
        }
    }

    /**
     * A percentile of the latency of good events over the window is above a limit.
     *
     * @param percentile 1 to 99
     * @param millis highest latency that is no breach, in milliseconds
     */
    record LatencyAbove(int percentile, long millis) implements Condition {
        public static final String ID = "LATENCY_ABOVE";

        @Override
        public String id() {
            return ID;
        }
    }

    /**
     * Two windows in both of which the error budget burns faster than a factor.
     *
     * @param longMinutes the long window, in minutes
     * @param shortMinutes the short window, in minutes
     * @param factorThousandths how many times faster than evenly, in thousandths: 13440 is 13.44
     */
    record Pair(int longMinutes, int shortMinutes, long factorThousandths) {
        String words() {
            return Amounts.thousandths(factorThousandths)
                    + " over " + Amounts.minutes(longMinutes)
                    + " and " + Amounts.minutes(shortMinutes);
        }
    }
}
