package slipstream.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import slipstream.benchmarks.flink.Job;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SchemaIds;

/** Measures the processor against its goals and prints the table. */
public final class Processor {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    private static final Duration FOUR_WEEKS = Duration.ofDays(28);

    private final Scale scale;
    private final Report report;
    private final SchemaIds schemaIds = new InMemorySchemaIds();

    private Processor(Scale scale, Report report) {
        this.scale = scale;
        this.report = report;
    }

    /**
     * The arguments are the README, the size ({@code full} or {@code small}) and the figures ({@code all}, or numbers with commas
     * between them). The table is written into the README when it is the whole one in full size.
     */
    public static void main(String[] args) throws IOException {
        boolean all = args[2].equals("all");
        Set<String> numbers = Set.of(args[2].split(","));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report report = new Report(out, number -> all || numbers.contains(number));
        Scale scale = Scale.of(args[1]);
        new Processor(scale, report).measure();
        if (all && scale.equals(Scale.FULL)) {
            report.writeInto(Path.of(args[0]));
        }
        if (!report.failed().isEmpty()) {
            throw new IllegalStateException("could not be measured: " + report.failed());
        }
    }

    private void measure() {
        report.figure("P1 P2 P3 P4 P12", "few series", any -> on(Workload.D100, scale.events(), this::fewSeries));
        report.figure("P2 P3 P4", "many series", any -> on(Workload.D10K, scale.events(), this::manySeries));
        report.figure("P3 P7 P9", "a month in every series", any -> on(Workload.S10K, scale.events(), this::month));
        report.figure("P2", "few events", any -> on(Workload.R100, fourWeeksOf(Workload.R100), this::fewEvents));
        report.figure("P8", "sparse replay", any -> on(Workload.H100, fourWeeksOf(Workload.H100), this::sparse));
        report.figure("P6 P8 P11", "dense replay", any -> on(Workload.M25, fourWeeksOf(Workload.M25), this::dense));
        report.figure("P5", "flat cost", new FlatCost(scale)::run);
        report.figure("P6", "heap", new Heap(scale)::run);
        report.figure("P11", "windows", new Reads(scale)::windows);
        report.figure("P10 P11", "all of Slipstream", this::live);
    }

    /** What is measured from outside, on all services together. */
    private void live(Report to) throws IOException {
        try (Live live = new Live()) {
            to.figure("P10", "event → in REST", new Visible(live, scale)::run);
            to.figure("P10", "event → breach", any -> breaches(live, any));
            to.figure("P11", "over REST", new OverRest(live, scale)::run);
        }
    }

    private void breaches(Live live, Report to) throws Exception {
        try (Breaches breaches = new Breaches(live)) {
            breaches.run(scale, to);
        }
    }

    private int fourWeeksOf(Workload workload) {
        return scale.of(workload.eventsIn(FOUR_WEEKS));
    }

    /** Figures that are measured on one topic. */
    private interface Figures {
        void measure(Topic topic);
    }

    /**
     * The events topic of a cluster, filled.
     *
     * @param events how many are on it
     */
    private record Topic(Cluster cluster, Ours ours, Workload workload, int events) {}

    private void on(Workload workload, int events, Figures figures) {
        try (Cluster cluster = new Cluster()) {
            cluster.fill(workload, events, schemaIds);
            figures.measure(new Topic(cluster, new Ours(cluster, schemaIds), workload, events));
        }
    }

    private void fewSeries(Topic on) {
        againstHashMap(on, scale, "≥ 50 %");
        report.figure("P12", "exactly once", to -> ExactlyOnce.run(on.ours(), on.workload(), scale, to));
        againstFlink(
                on,
                on.events() / 4,
                scale,
                new AgainstFlink.Peer(Job.WINDOWS_ALONE, 1, "by hand, heap, duplicates counted", ""),
                new AgainstFlink.Peer(Job.HEAP, 1, "by hand, heap", "≥ 1.0"),
                new AgainstFlink.Peer(Job.ROCKSDB, 0.1, "by hand, RocksDB", "≥ 5"),
                new AgainstFlink.Peer(Job.SQL, 1, "SQL windows", "≥ 3"));
        report.figure(
                "P1", "ours : DSL hopping windows", to -> new AgainstHoppingWindows(on.cluster(), on.ours(), schemaIds)
                        .run(on.workload(), scale, to));
        changelog(on, COMMIT);
        report.figure("P4", "worst changelog", to -> WorstChangelog.run(on.cluster(), to));
    }

    private void manySeries(Topic on) {
        againstHashMap(on, scale, "≥ 35 %");
        againstFlink(on, on.events() / 4, scale, new AgainstFlink.Peer(Job.HEAP, 1, "by hand, heap", "≥ 1.0"));
        changelog(on, COMMIT);
    }

    private void month(Topic on) {
        againstHashMap(on, scale.shorter(), "≥ 20 %");
        report.figure("P7", "judging", to -> {
            on.cluster().tick(on.workload(), on.events(), Judging.MINUTES);
            Judging.run(on.ours(), on.workload(), on.events(), to);
        });
        report.figure("P9", "restore", to -> new Restore(on.cluster(), on.ours()).run(on.workload(), on.events(), to));
    }

    private void sparse(Topic on) {
        replay(on, "≥ 20 %");
    }

    private void dense(Topic on) {
        replay(on, "≥ 50 %");
        report.figure("P6", "disk", to -> Disk.run(on.ours(), on.workload(), on.events(), to));
        report.figure("P11", "history", to -> new Reads(scale).history(on.ours(), on.workload(), on.events(), to));
    }

    private void fewEvents(Topic on) {
        againstFlink(on, 1, scale.rounds(3), new AgainstFlink.Peer(Job.SQL, 1, "SQL windows", "≥ 20"));
    }

    private void againstHashMap(Topic on, Scale rounds, String goal) {
        report.figure(
                "P3", on.workload().name() + ": ours : hash map", to -> new AgainstHashMap(on.cluster(), on.ours())
                        .run("P3", on.workload(), on.events(), rounds, goal, to));
    }

    private void replay(Topic on, String goal) {
        report.figure("P8", on.workload().name() + ": replay", to -> new AgainstHashMap(on.cluster(), on.ours())
                .run("P8", on.workload(), on.events(), scale.shorter(), goal, to));
    }

    private void againstFlink(Topic on, int from, Scale rounds, AgainstFlink.Peer... peers) {
        report.figure("P2", on.workload().name() + ": ours : Flink", to -> new AgainstFlink(
                        on.cluster(), on.ours(), on.workload(), peers)
                .run(from, on.events(), rounds, to));
    }

    private void changelog(Topic on, Duration commit) {
        report.figure(
                "P4",
                on.workload().name() + ": changelog",
                to -> ChangelogBytes.run(on.ours(), on.workload(), on.events(), scale.of(commit), to));
    }
}
