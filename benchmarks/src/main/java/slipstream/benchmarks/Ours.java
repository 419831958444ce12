package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.processor.GroupProtocol;
import slipstream.processor.ProcessorSettings;
import slipstream.processor.StreamsConfiguration;
import slipstream.processor.slo.Programme;
import slipstream.processor.topology.Counting;
import slipstream.processor.topology.Durability;
import slipstream.processor.topology.SliTopology;
import slipstream.processor.topology.Storage;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.SerdeSettings;

/** The processor as it is shipped: its topology, its settings, exactly once. */
final class Ours {
    private static final String TICK = "tick";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Cluster cluster;
    private final SchemaIds schemaIds;
    private final Map<String, Object> otherwise;

    Ours(Cluster cluster, SchemaIds schemaIds) {
        this(cluster, schemaIds, Map.of());
    }

    private Ours(Cluster cluster, SchemaIds schemaIds, Map<String, Object> otherwise) {
        this.cluster = cluster;
        this.schemaIds = schemaIds;
        this.otherwise = otherwise;
    }

    /** The same with another guarantee than the shipped one: to see what exactly once costs. */
    Ours atLeastOnce() {
        return new Ours(
                cluster, schemaIds, Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE));
    }

    /** What a use of a run finds out. */
    interface Use<R> {
        R of(StreamsRun run);
    }

    /** Starts a processor that has counted nothing yet, and closes it after its use. */
    <R> R run(Duration commitInterval, Use<R> use) {
        String applicationId = "ours-" + RUNS.incrementAndGet();
        try (StreamsRun run = start(applicationId, cluster.stateDirectory(applicationId), commitInterval)) {
            return use.of(run);
        } finally {
            cluster.deleteTopicsOf(applicationId);
        }
    }

    /** Starts a processor that goes on where its application stands. */
    StreamsRun start(String applicationId, Path stateDirectory, Duration commitInterval) {
        return start(
                settings(cluster.settings(), applicationId, stateDirectory, commitInterval, 0), schemaIds, otherwise);
    }

    /** The same in a process that does not hold the cluster, with so many copies of the partition in other instances. */
    static StreamsRun start(
            KafkaSettings kafka,
            SchemaIds schemaIds,
            String applicationId,
            Path stateDirectory,
            Duration commitInterval,
            int standbys) {
        return start(settings(kafka, applicationId, stateDirectory, commitInterval, standbys), schemaIds, Map.of());
    }

    private static StreamsRun start(ProcessorSettings settings, SchemaIds schemaIds, Map<String, Object> otherwise) {
        Counting counting = Counting.of(settings.programme(), settings.grace(), settings.duplicateHorizon(), schemaIds);
        Properties config = StreamsConfiguration.of(settings, new HostInfo("localhost", 1));
        config.putAll(otherwise);
        return new StreamsRun(
                SliTopology.build(counting, Storage.ON_DISK, Durability.AT_COMMIT),
                config,
                counted(counting, outcome -> !outcome.equals(TICK)),
                counted(counting, TICK::equals),
                () -> counting.partitions().find(0));
    }

    private static LongSupplier counted(Counting counting, Predicate<String> outcomes) {
        return () -> {
            long[] sum = {0};
            counting.tally()
                    .forEach((outcome, count) ->
                            sum[0] += outcomes.test(outcome) ? count.get().longValue() : 0);
            return sum[0];
        };
    }

    private static ProcessorSettings settings(
            KafkaSettings kafka, String applicationId, Path stateDirectory, Duration commitInterval, int standbys) {
        return new ProcessorSettings(
                new HttpSettings("127.0.0.1", 0),
                "",
                kafka,
                SerdeSettings.ours(SerdeSettings.DEFAULT_REGISTRY_URL),
                applicationId,
                stateDirectory,
                1,
                standbys,
                GroupProtocol.CLASSIC,
                commitInterval,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                Programme.four(),
                Durability.AT_COMMIT);
    }
}
