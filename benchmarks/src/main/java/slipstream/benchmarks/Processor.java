package slipstream.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SchemaIds;

/** Measures the processor against its goals and prints the table. */
public final class Processor {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    /** Long enough for each of many series to get ten events. */
    private static final Duration LONG_COMMIT = Duration.ofSeconds(5);

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
        report.figure("P1 P3 P4 P12", "few series", any -> fewSeries());
        report.figure("P3 P4", "many series", any -> manySeries());
        report.figure("P3", "a month in every series", any -> month());
        report.figure("P5", "flat cost", new FlatCost(scale)::run);
    }

    private void fewSeries() {
        Workload workload = Workload.D100;
        try (Cluster cluster = new Cluster()) {
            cluster.fill(workload, scale.events(), schemaIds);
            Ours ours = new Ours(cluster, schemaIds);
            report.figure("P3", "d100: ours : hash map", to -> againstHashMap(cluster, ours, workload, "≥ 50 %"));
            report.figure("P12", "exactly once", to -> ExactlyOnce.run(ours, workload, scale, to));
            report.figure("P1", "ours : DSL hopping windows", to -> new AgainstHoppingWindows(cluster, ours, schemaIds)
                    .run(workload, scale, to));
            report.figure(
                    "P4",
                    "d100: changelog",
                    to -> ChangelogBytes.run(ours, workload, scale.events(), scale.of(COMMIT), to));
            report.figure("P4", "worst changelog", to -> WorstChangelog.run(cluster, to));
        }
    }

    private void manySeries() {
        Workload workload = Workload.D10K;
        try (Cluster cluster = new Cluster()) {
            cluster.fill(workload, scale.events(), schemaIds);
            Ours ours = new Ours(cluster, schemaIds);
            report.figure("P3", "d10k: ours : hash map", to -> againstHashMap(cluster, ours, workload, "≥ 35 %"));
            report.figure(
                    "P4",
                    "d10k: changelog",
                    to -> ChangelogBytes.run(ours, workload, scale.events(), scale.of(LONG_COMMIT), to));
        }
    }

    private void month() {
        Workload workload = Workload.S10K;
        try (Cluster cluster = new Cluster()) {
            cluster.fill(workload, scale.events(), schemaIds);
            Ours ours = new Ours(cluster, schemaIds);
            report.figure("P3", "s10k: ours : hash map", to -> againstHashMap(cluster, ours, workload, "≥ 20 %"));
        }
    }

    private void againstHashMap(Cluster cluster, Ours ours, Workload workload, String goal) {
        new AgainstHashMap(cluster, ours).run(workload, scale, goal, report);
    }
}
