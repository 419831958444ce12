package slipstream.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** P9: how long it takes until every series is held again: by an instance without local state, and by one that was killed. */
final class Restore {
    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final String APPLICATION = "restored";
    private static final String WITHOUT_STATE = "without-state";

    private final Cluster cluster;
    private final Ours ours;

    Restore(Cluster cluster, Ours ours) {
        this.cluster = cluster;
        this.ours = ours;
    }

    void run(Workload workload, int events, Report report) throws IOException, InterruptedException {
        Path state = cluster.stateDirectory(APPLICATION);
        killAfter(events, state);
        double afterKill = start(state).seconds();
        report.row("P9", title(workload, "until all is held after kill -9, s"), "≤ 20", seconds(afterKill));
        Held empty = start(cluster.stateDirectory(WITHOUT_STATE));
        if (empty.restored().records() < workload.series()) {
            throw new IllegalStateException(
                    "read back " + empty.restored().records() + " records of " + workload.series() + " series");
        }
        report.row("P9", title(workload, "until all is held without local state, s"), "≤ 60", seconds(empty.seconds()));
        report.row(
                "P9",
                title(
                        workload,
                        "records/s of %,d read back".formatted(empty.restored().records())),
                "≥ 400,000",
                Samples.whole(empty.restored().perSecond()));
        double takeover = new Takeover(cluster, APPLICATION)
                .seconds(workload, events, state, cluster.stateDirectory(WITHOUT_STATE));
        report.row("P9", title(workload, "until a standby has taken over after kill -9, s"), "≤ 10", seconds(takeover));
        cluster.deleteTopicsOf(APPLICATION);
    }

    private static String title(Workload workload, String what) {
        return "%s: %s".formatted(workload.name(), what);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private record Held(double seconds, Restored restored) {}

    private Held start(Path state) {
        long begin = System.nanoTime();
        try (StreamsRun run = ours.start(APPLICATION, state, COMMIT)) {
            run.awaitRunning();
            return new Held((System.nanoTime() - begin) / 1e9, run.restored());
        }
    }

    /** Counts events in another process and kills it in the middle of its work, as {@code kill -9} does. */
    private void killAfter(int events, Path state) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseParallelGC",
                        "-XX:+UseTransparentHugePages",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        OursProcess.class.getName(),
                        cluster.settings().bootstrapServers(),
                        APPLICATION,
                        state.toString(),
                        Long.toString(events))
                .redirectError(ProcessBuilder.Redirect.to(
                        cluster.stateDirectory("killed.log").toFile()))
                .start();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            if (said.lines().noneMatch(OursProcess.COUNTED::equals)) {
                throw new IllegalStateException("the process to be killed has ended by itself");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
