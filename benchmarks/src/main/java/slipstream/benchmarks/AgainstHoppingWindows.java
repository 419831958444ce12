package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import slipstream.schemas.SchemaIds;

/** P1: events a second of ours and of the DSL's hopping windows, side by side, both exactly once with a commit a second. */
final class AgainstHoppingWindows {
    private static final int ROUNDS = 3;
    private static final int READ = 3_500;
    private static final Duration COMMIT = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Ours ours;
    private final SchemaIds schemaIds;
    private final Samples ourSpeed = new Samples();
    private final Samples dslSpeed = new Samples();
    private final Samples ratio = new Samples();

    AgainstHoppingWindows(Cluster cluster, Ours ours, SchemaIds schemaIds) {
        this.cluster = cluster;
        this.ours = ours;
        this.schemaIds = schemaIds;
    }

    /** The cluster's events topic holds {@code events} of the workload; the DSL reads the first few thousand of them. */
    void run(Workload workload, Scale scale, Report report) {
        int events = scale.events();
        int read = scale.of(READ);
        cluster.fillBySeries(HoppingWindows.TOPIC, workload, read, schemaIds);
        for (int round = 0; round < Math.min(scale.rounds(), ROUNDS); round++) {
            double dsl = dsl("dsl-" + round, read);
            double our = ours.run(COMMIT, run -> run.speed(events / 4, events)).perSecond();
            dslSpeed.add(dsl);
            ourSpeed.add(our);
            ratio.add(our / dsl);
        }
        report.row(
                "P1",
                "events/s, ours : DSL hopping windows (%s : %s)"
                        .formatted(ourSpeed.text(Samples::whole), dslSpeed.text(Samples::whole)),
                "≥ 2,000",
                ratio.text(Samples::whole));
    }

    private double dsl(String applicationId, int read) {
        Properties config = config(applicationId, cluster.stateDirectory(applicationId));
        HoppingWindows windows = new HoppingWindows();
        try (StreamsRun run = new StreamsRun(windows.build(config), config, windows::processed)) {
            return run.speed(read / 7, read).perSecond();
        } finally {
            cluster.deleteTopicsOf(applicationId);
        }
    }

    /** Kafka Streams' defaults, record cache included, which is faster here than none. */
    private Properties config(String applicationId, Path stateDirectory) {
        Properties config = new Properties();
        config.putAll(cluster.settings().clientConfig(applicationId));
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT.toMillis());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return config;
    }
}
