package slipstream.benchmarks;

import java.time.Duration;

/** P4: bytes that the product's producer sends to all changelogs, per event, while series get many events between two commits. */
final class ChangelogBytes {
    private ChangelogBytes() {}

    static void run(Ours ours, Workload workload, int events, Duration commit, Report report) {
        ours.run(commit, run -> {
            run.await(events);
            // What was counted last is in the next commit.
            run.awaitCommits((long) run.commits() + 1);
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
