package slipstream.benchmarks;

import java.time.Duration;

/** P7: the share of one core that judging every series each minute takes: ticks after the events, by CPU time of the stream thread. */
final class Judging {
    /** Over hours, so that sealed hours at the far ends of the windows are read as well. */
    static final int MINUTES = 180;

    private static final Duration COMMIT = Duration.ofMillis(100);
    private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private Judging() {}

    /** The topic ends with {@link #MINUTES} ticks. */
    static void run(Ours ours, Workload workload, int events, Report report) {
        double nanos =
                ours.run(COMMIT, run -> run.speedOfTicks(events, MINUTES)).cpuNanos();
        report.row(
                "P7",
                "%s: judging %,d series each minute, share of one core".formatted(workload.name(), workload.series()),
                "≤ 5 %",
                "%.2f %%".formatted(100 * nanos / MINUTE_NANOS));
    }
}
