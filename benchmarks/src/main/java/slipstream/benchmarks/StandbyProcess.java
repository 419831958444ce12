package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;

/** One of two processors in processes of their own, one of which may be killed: says what it is, whenever that changes. */
final class StandbyProcess {
    /** What it says while it counts. */
    static final String HOLDS = "holds";

    /** What it says once it has a copy of everything. */
    static final String COPIES = "copies";

    private static final String NEITHER = "neither";

    /** All that it says; whatever else stands there is the Java machine's. */
    static final Set<String> WORDS = Set.of(HOLDS, COPIES, NEITHER);

    private static final Duration COMMIT = Duration.ofMillis(100);
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final long BETWEEN_LOOKS_MILLIS = 2;
    private static final long BETWEEN_LAGS_NANOS = Duration.ofMillis(200).toNanos();
    private static final long AS_GOOD_AS_ALL_RECORDS = 1_000;

    private final StreamsRun run;
    private String said = NEITHER;
    private long askedForLag = System.nanoTime();

    private StandbyProcess(StreamsRun run) {
        this.run = run;
    }

    /** The arguments are the broker, the application id and the directory of the state. */
    public static void main(String[] args) throws InterruptedException {
        SchemaIds schemaIds = new InMemorySchemaIds();
        schemaIds.idOf(Topics.EVENTS.name() + "-value", Event.getClassSchema());
        KafkaSettings kafka = new KafkaSettings(args[0], Map.of(), 1, 1);
        try (StreamsRun run = Ours.start(kafka, schemaIds, args[1], Path.of(args[2]), COMMIT, 1)) {
            StandbyProcess process = new StandbyProcess(run);
            long end = System.nanoTime() + LIFE.toNanos();
            while (System.nanoTime() < end) {
                process.look();
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        }
    }

    private void look() {
        String is = is();
        if (!is.equals(said)) {
            said = is;
            System.out.println(is);
        }
    }

    private String is() {
        if (run.holds()) {
            return HOLDS;
        }
        if (said.equals(HOLDS)) {
            return NEITHER;
        }
        if (said.equals(NEITHER) && System.nanoTime() - askedForLag > BETWEEN_LAGS_NANOS) {
            askedForLag = System.nanoTime();
            return run.copies(AS_GOOD_AS_ALL_RECORDS) ? COPIES : NEITHER;
        }
        return said;
    }
}
