package slipstream.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SchemaIds;

/** Measures the processor against its goals, prints the table and writes it into a README. */
public final class Processor {
    private static final int EVENTS = 3_000_000;

    /** Long enough for each of many series to get ten events. */
    private static final Duration LONG_COMMIT = Duration.ofSeconds(5);

    private final Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final SchemaIds schemaIds = new InMemorySchemaIds();

    private Processor() {}

    /** The only argument is the README. */
    public static void main(String[] args) throws IOException {
        Processor processor = new Processor();
        processor.dense();
        processor.manySeries();
        FlatCost.run(processor.report);
        processor.report.writeInto(Path.of(args[0]));
    }

    private void dense() {
        try (Cluster cluster = new Cluster()) {
            cluster.fill(Workload.D100, EVENTS, schemaIds);
            Ours ours = new Ours(cluster, schemaIds);
            new AgainstHashMap(cluster, ours).run(Workload.D100, EVENTS, "≥ 50 %", report);
            new AgainstHoppingWindows(cluster, ours, schemaIds).run(Workload.D100, EVENTS, report);
            ChangelogBytes.run(ours, Workload.D100, EVENTS, Duration.ofSeconds(1), report);
            WorstChangelog.run(cluster, report);
        }
    }

    private void manySeries() {
        try (Cluster cluster = new Cluster()) {
            cluster.fill(Workload.D10K, EVENTS, schemaIds);
            Ours ours = new Ours(cluster, schemaIds);
            new AgainstHashMap(cluster, ours).run(Workload.D10K, EVENTS, "≥ 35 %", report);
            ChangelogBytes.run(ours, Workload.D10K, EVENTS, LONG_COMMIT, report);
        }
    }
}
