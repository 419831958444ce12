package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipstream.gateway.objectives.Condition.Pair;

/** Which burn rates can be, and which are taken where a document names none. */
final class BurnRates {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int SHORTEST_DERIVED = 7 * DAY;
    private static final long MILLION = 1_000_000;
    private static final long THOUSAND = 1_000;
    private static final int PER_CENT = 100;

    /** Long window, short window, and the share of the budget in per cent that burns in the long one. */
    private static final int[][] USUAL = {{HOUR, 5, 2}, {6 * HOUR, 30, 5}, {DAY, 2 * HOUR, 10}, {3 * DAY, 6 * HOUR, 10}
    };

    private BurnRates() {}

    /**
     * The usual pairs for a window: for 28 days the factors 13.44, 5.6, 2.8 and 0.933. Those that the target puts out of reach are
     * left out; there is none for windows under a week.
     */
    static List<Pair> usual(int windowMinutes, long targetPpm) {
        List<Pair> pairs = new ArrayList<>();
        for (int[] each : USUAL) {
            Pair pair = new Pair(each[0], each[1], each[2] * THOUSAND * windowMinutes / ((long) PER_CENT * each[0]));
            if (windowMinutes >= SHORTEST_DERIVED
                    && problem(pair, targetPpm, windowMinutes).isEmpty()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** Why a pair can never be a breach of such a promise, or always would be. */
    static Optional<String> problem(Pair pair, long targetPpm, int windowMinutes) {
        if (pair.longMinutes() > windowMinutes) {
            return Optional.of("looks back over " + Amounts.minutes(pair.longMinutes())
                    + ", longer than the SLO's own window; write " + Amounts.minutes(windowMinutes) + " or less");
        }
        // All events bad is a burn rate of 1 / (1 - target); a factor above is out of reach.
        long most = MILLION * THOUSAND / (MILLION - targetPpm);
        return pair.factorThousandths() <= most
                ? Optional.empty()
                : Optional.of("burns faster than everything failing would: with the target "
                        + Amounts.millionths(targetPpm) + " no burn rate is above " + Amounts.thousandths(most)
                        + "; write a threshold below that");
    }
}
