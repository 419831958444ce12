package slipstream.processor.slo;

/** Breached when the share of good events over the window is strictly below the target: the programme's own condition. */
public record RateBelow() implements Condition {
    @Override
    public String id() {
        return "RATE_BELOW";
    }

    @Override
    public void check(long targetPpm, Window window, Gate gate) {
        // Any target, window and gate will do.
    }

    @Override
    public Judgement judge(Objective objective, Windows windows) {
        Counted window = windows.counted(objective.window());
        return Judgement.of(verdict(objective, window.counts()), objective.window(), window);
    }

    /** What the counts of its window say of an objective. */
    VerdictKind verdict(Objective objective, Counts counts) {
        if (counts.valid() == 0) {
            return VerdictKind.NO_DATA;
        }
        boolean below = Products.less(counts.good(), Objective.MILLION, counts.valid(), objective.targetPpm());
        return below && objective.gate().opensFor(counts, objective.targetPpm())
                ? VerdictKind.BREACHED
                : VerdictKind.MET;
    }
}
