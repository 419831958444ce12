package slipstream.processor.slo;

/**
 * Breached when there was no valid event for the length of the window, although that much time was measured: minutes that were
 * not measured are made up for by looking further back.
 */
public record NoDataFor() implements Condition {
    @Override
    public String id() {
        return "NO_DATA_FOR";
    }

    @Override
    public void check(long targetPpm, Window window, Gate gate) {
        if (!gate.equals(Gate.NONE)) {
            throw new IllegalArgumentException("without events there is no traffic that a gate could look at");
        }
    }

    @Override
    public Judgement judge(Objective objective, Windows windows) {
        Counted window = windows.counted(objective.window());
        boolean silent = window.counts().valid() == 0 && windows.isSilentBefore(objective.window());
        return Judgement.of(silent ? VerdictKind.BREACHED : VerdictKind.MET, objective.window(), window);
    }
}
