package slipstream.processor.slo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Breached when, for any pair of windows, the error budget burns faster than the pair's factor in both of them: the long window
 * says that it matters, the short one that it is still going on. The method and the shares of the budget are those of the Google
 * SRE workbook, chapter 5, "Alerting on SLOs", section "Multiwindow, Multi-Burn-Rate Alerts".
 *
 * @param pairs one to ten, the most urgent one first
 */
public record BurnRate(List<Pair> pairs) implements Condition {
    private static final int MAX_PAIRS = 10;
    private static final long THOUSAND = 1_000;
    private static final int SHORT_PART = 12;

    /** Hours of a long window, and the share of the budget in thousandths that may be gone after it. */
    private static final int[][] DEFAULTS = {{1, 20}, {6, 50}, {24, 100}, {72, 100}};

    /**
     * A long and a short window.
     *
     * @param longWindow the long one
     * @param shortWindow the short one
     * @param factorThousandths how many times faster than evenly the budget may burn, in thousandths: 13440 is 13.44
     */
    public record Pair(Window longWindow, Window shortWindow, long factorThousandths) {
        public Pair {
            if (shortWindow.minutes() >= longWindow.minutes()) {
                throw new IllegalArgumentException("the short window of a pair is shorter than the long one");
            }
            if (factorThousandths < 1 || factorThousandths > THOUSAND * Objective.MILLION) {
                throw new IllegalArgumentException(
                        "no budget burns at a factor of " + factorThousandths + " thousandths for any target");
            }
        }

        private boolean burns(Objective objective, Windows windows) {
            Counts counts = windows.counted(longWindow).counts();
            return isFaster(counts, objective.targetPpm(), factorThousandths)
                    && isFaster(windows.counted(shortWindow).counts(), objective.targetPpm(), factorThousandths)
                    && objective.gate().opensFor(counts, objective.targetPpm());
        }

        /** Whether one of the two windows has events and does not burn: then this pair is no breach, whatever the other says. */
        private boolean isCalm(Objective objective, Windows windows) {
            Counts counts = windows.counted(longWindow).counts();
            return isSlower(counts, objective)
                    || isSlower(windows.counted(shortWindow).counts(), objective)
                    || (counts.valid() > 0 && !objective.gate().opensFor(counts, objective.targetPpm()));
        }

        private boolean isSlower(Counts counts, Objective objective) {
            return counts.valid() > 0 && !isFaster(counts, objective.targetPpm(), factorThousandths);
        }
    }

    public BurnRate {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty() || pairs.size() > MAX_PAIRS) {
            throw new IllegalArgumentException("a burn rate has 1 to " + MAX_PAIRS + " pairs, was " + pairs.size());
        }
    }

    /**
     * The pairs for an objective that names none: 1 h, 6 h, 24 h and 3 d, each with a twelfth of it, at the factors that leave
     * 2 %, 5 %, 10 % and 10 % of the window's budget gone at the end of the long window. For 28 days these are 13.44, 5.6, 2.8
     * and 0.933. Pairs that do not fit into the window, and pairs that a target so low could never breach, are left out.
     *
     * @throws IllegalArgumentException when none is left
     */
    public static BurnRate of(Window window, long targetPpm) {
        List<Pair> pairs = new ArrayList<>();
        for (int[] each : DEFAULTS) {
            Window longWindow = Window.of(Duration.ofHours(each[0]));
            long factor = (long) each[1] * window.minutes() / longWindow.minutes();
            if (longWindow.minutes() < window.minutes() && factor > 0 && isPossible(factor, targetPpm)) {
                pairs.add(new Pair(longWindow, new Window(longWindow.minutes() / SHORT_PART), factor));
            }
        }
        return new BurnRate(pairs);
    }

    @Override
    public String id() {
        return "BURN_RATE";
    }

    @Override
    public Set<Window> windows() {
        Set<Window> windows = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            windows.add(pair.longWindow());
            windows.add(pair.shortWindow());
        }
        return windows;
    }

    @Override
    public void check(long targetPpm, Window window, Gate gate) {
        for (Pair pair : pairs) {
            if (!isPossible(pair.factorThousandths(), targetPpm)) {
                throw new IllegalArgumentException("at a target of " + targetPpm
                        + " ppm no budget burns at a factor of " + pair.factorThousandths() + " thousandths");
            }
            if (pair.longWindow().minutes() > window.minutes()) {
                throw new IllegalArgumentException("a long window is no longer than the objective's own");
            }
        }
    }

    /** The first pair that burns decides; when none does, the first that cannot be told; otherwise the first. */
    @Override
    public Judgement judge(Objective objective, Windows windows) {
        for (Pair pair : pairs) {
            if (pair.burns(objective, windows)) {
                return judgement(VerdictKind.BREACHED, pair, objective, windows);
            }
        }
        for (Pair pair : pairs) {
            if (!pair.isCalm(objective, windows)) {
                return judgement(VerdictKind.NO_DATA, pair, objective, windows);
            }
        }
        return judgement(VerdictKind.MET, pairs.get(0), objective, windows);
    }

    private static Judgement judgement(VerdictKind kind, Pair pair, Objective objective, Windows windows) {
        Counted window = windows.counted(pair.longWindow());
        return Judgement.ofBurn(
                kind,
                pair.longWindow(),
                window,
                thousandths(window.counts(), objective.targetPpm()),
                pair.factorThousandths());
    }

    /** Whether a budget can burn so fast at all: with nothing but bad events it burns at 1 / (1 - target). */
    private static boolean isPossible(long factorThousandths, long targetPpm) {
        return factorThousandths * (Objective.MILLION - targetPpm) <= THOUSAND * Objective.MILLION;
    }

    private static boolean isFaster(Counts counts, long targetPpm, long factorThousandths) {
        long allowed = factorThousandths * (Objective.MILLION - targetPpm);
        return Products.less(allowed, counts.valid(), THOUSAND * Objective.MILLION, counts.bad());
    }

    /**
     * How fast the budget burns, in thousandths of evenly: rounded up, so that what is faster than a factor also reads so, and
     * nothing else does. Zero without events.
     */
    static long thousandths(Counts counts, long targetPpm) {
        return counts.valid() == 0
                ? 0
                : Products.dividedUp(
                        counts.bad(), THOUSAND * Objective.MILLION, counts.valid(), Objective.MILLION - targetPpm);
    }
}
