package slipstream.processor.slo;

/**
 * Breached when a percentile of the latencies of good events over the window is higher than a limit, as exactly as latencies are
 * kept: within 2 %, by five minutes. The window is summed up at every minute, and therefore a day at most.
 *
 * @param percentile 1 to 99
 * @param millis highest latency that is no breach, in milliseconds
 */
public record LatencyAbove(int percentile, long millis) implements Condition {
    private static final int MAX_WINDOW_MINUTES = 24 * HourPage.MINUTES;

    public LatencyAbove {
        if (percentile < 1 || percentile > 99) {
            throw new IllegalArgumentException("a percentile lies between 1 and 99, was " + percentile);
        }
        if (millis < 1) {
            throw new IllegalArgumentException("a latency is at least a millisecond, was " + millis);
        }
    }

    @Override
    public String id() {
        return "LATENCY_ABOVE";
    }

    @Override
    public void check(long targetPpm, Window window, Gate gate) {
        if (window.minutes() > MAX_WINDOW_MINUTES) {
            throw new IllegalArgumentException("a latency is judged over a day at most");
        }
        if (gate.minimumBad() > 0 || gate.alphaPpm().isPresent()) {
            throw new IllegalArgumentException(
                    "a latency is of good events: the gate can ask for a minimum total only");
        }
    }

    @Override
    public Judgement judge(Objective objective, Windows windows) {
        Counted window = windows.counted(objective.window());
        Latencies latencies = windows.latencies(objective.window());
        if (latencies.count() == 0) {
            return Judgement.of(VerdictKind.NO_DATA, objective.window(), window);
        }
        double observed = latencies.percentile(percentile);
        // By bins: what lies in the limit's own bin cannot be told from it.
        boolean above = observed > LatencyBins.millis(LatencyBins.of(millis));
        boolean breached = above && latencies.count() >= objective.gate().minimumTotal();
        long shown = (long) Math.ceil(observed);
        return Judgement.ofLatency(
                breached ? VerdictKind.BREACHED : VerdictKind.MET,
                objective.window(),
                window,
                above ? shown : Math.min(shown, millis));
    }
}
