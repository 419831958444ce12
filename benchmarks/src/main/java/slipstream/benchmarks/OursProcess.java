package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;

/** The processor in a process of its own, to be killed: says when it has counted so many events, and goes on. */
final class OursProcess {
    /** What it says, in a line of its own. */
    static final String COUNTED = "counted";

    private OursProcess() {}

    /** The arguments are the broker, the application id, the directory of the state and the number of events. */
    public static void main(String[] args) throws InterruptedException {
        SchemaIds schemaIds = new InMemorySchemaIds();
        schemaIds.idOf(Topics.EVENTS.name() + "-value", Event.getClassSchema());
        KafkaSettings kafka = new KafkaSettings(args[0], Map.of(), 1, 1);
        try (StreamsRun run = Ours.start(kafka, schemaIds, args[1], Path.of(args[2]), Duration.ofSeconds(1), 0)) {
            run.await(Long.parseLong(args[3]));
            System.out.println(COUNTED);
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
