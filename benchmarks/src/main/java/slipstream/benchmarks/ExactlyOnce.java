package slipstream.benchmarks;

import java.time.Duration;

/** P12: events a second exactly once and at least once, in turns. */
final class ExactlyOnce {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    private ExactlyOnce() {}

    static void run(Ours ours, Workload workload, Scale scale, Report report) {
        Samples ratio = new Samples();
        for (int round = -Math.min(1, scale.warmUp()); round < scale.rounds(); round++) {
            double once = speed(ours, scale.events());
            double atLeastOnce = speed(ours.atLeastOnce(), scale.events());
            if (round >= 0) {
                ratio.add(once / atLeastOnce);
            }
        }
        report.row(
                "P12",
                "%s: events/s, exactly once : at least once, a commit a second".formatted(workload.name()),
                "≥ 0.75",
                ratio.text(Samples::ratio));
    }

    private static double speed(Ours ours, int events) {
        return ours.run(COMMIT, run -> run.speed(events / 4, events)).perSecond();
    }
}
