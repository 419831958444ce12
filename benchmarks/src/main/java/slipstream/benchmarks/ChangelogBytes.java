package slipstream.benchmarks;

import java.time.Duration;

/** P4: bytes that the product's producer sends to all changelogs, per event, while series get many events between two commits. */
final class ChangelogBytes {
    private static final int LEAST_COMMITS = 2;

    private ChangelogBytes() {}

    static void run(Ours ours, Workload workload, int events, Duration commit, Report report) {
        ours.run(commit, run -> {
            run.await(events);
            if (run.commits() < LEAST_COMMITS) {
                throw new IllegalStateException(
                        "only %.0f commits while the events were counted".formatted(run.commits()));
            }
            double perCommit = events / run.commits() / workload.series();
            report.row(
                    "P4",
                    "%s: changelog bytes per event with %.0f events per series and commit"
                            .formatted(workload.name(), perCommit),
                    "≤ 15",
                    Samples.ratio(run.changelogBytes() / events));
            return perCommit;
        });
    }
}
