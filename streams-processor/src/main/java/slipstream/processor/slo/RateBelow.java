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
        Counts counts = window.counts();
        if (counts.valid() == 0) {
            return Judgement.of(VerdictKind.NO_DATA, objective.window(), window);
        }
        boolean below = Products.less(counts.good(), Objective.MILLION, counts.valid(), objective.targetPpm());
        boolean breached = below && objective.gate().opensFor(counts, objective.targetPpm());
        return Judgement.of(breached ? VerdictKind.BREACHED : VerdictKind.MET, objective.window(), window);
    }
}
