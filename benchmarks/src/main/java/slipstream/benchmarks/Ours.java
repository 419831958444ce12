package slipstream.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import slipstream.kit.http.HttpSettings;
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
        Counting counting = Counting.of(Programme.four(), Duration.ofSeconds(10), Duration.ofHours(24), schemaIds);
        Properties config =
                StreamsConfiguration.of(settings(applicationId, commitInterval), new HostInfo("localhost", 1));
        config.putAll(otherwise);
        try (StreamsRun run = new StreamsRun(
                SliTopology.build(counting, Storage.ON_DISK, Durability.AT_COMMIT), config, processed(counting))) {
            return use.of(run);
        } finally {
            cluster.deleteTopicsOf(applicationId);
        }
    }

    private static LongSupplier processed(Counting counting) {
        return () -> {
            long[] sum = {0};
            counting.tally().forEach((outcome, count) -> sum[0] += count.get().longValue());
            return sum[0];
        };
    }

    private ProcessorSettings settings(String applicationId, Duration commitInterval) {
        return new ProcessorSettings(
                new HttpSettings("127.0.0.1", 0),
                "",
                cluster.settings(),
                SerdeSettings.ours(SerdeSettings.DEFAULT_REGISTRY_URL),
                applicationId,
                cluster.stateDirectory(applicationId),
                1,
                0,
                commitInterval,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                Programme.four(),
                Durability.AT_COMMIT);
    }
}
