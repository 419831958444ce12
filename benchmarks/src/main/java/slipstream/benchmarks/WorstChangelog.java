package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import slipstream.processor.slo.Programme;
import slipstream.processor.topology.Counting;
import slipstream.processor.topology.Durability;
import slipstream.processor.topology.SliTopology;
import slipstream.processor.topology.Storage;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.Topics;

/**
 * P4, worst case: changelog bytes per event of dense series when every event is followed by a commit, which is what the topology test driver
 * does. Key, value and ten bytes a record, before compression.
 */
final class WorstChangelog {
    private static final int RECORD_OVERHEAD = 10;
    private static final String APPLICATION = "worst";
    private static final Workload FEW_APPS = new Workload("d10", 10, 15, 0.05, Duration.ZERO);

    private WorstChangelog() {}

    static void run(Cluster cluster, Report report) {
        report.row(
                "P4",
                "worst: changelog bytes per event with a commit after every event",
                "≤ 200",
                Samples.whole(bytesPerEvent(FEW_APPS, cluster.stateDirectory(APPLICATION))));
    }

    /** Over the second hour of a stream, so that windows and heads are filled. */
    private static double bytesPerEvent(Workload workload, Path stateDir) {
        SchemaIds schemaIds = new InMemorySchemaIds();
        EventStream events = new EventStream(workload, schemaIds);
        int hour = (int) (workload.series() * workload.perMinute() * 60);
        Counting counting = Counting.of(Programme.four(), Duration.ofSeconds(10), Duration.ofHours(24), schemaIds);
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(
                SliTopology.build(counting, Storage.IN_MEMORY, Durability.AT_COMMIT), config, EventStream.START)) {
            TestInputTopic<byte[], byte[]> input =
                    driver.createInputTopic(Topics.EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
            long bytes = 0;
            for (int i = 0; i < 2 * hour; i++) {
                EventStream.Written event = events.next();
                input.pipeInput(new TestRecord<>(event.key(), event.value(), Instant.ofEpochMilli(event.receivedAt())));
                long written = written(driver);
                bytes += i < hour ? 0 : written;
            }
            return (double) bytes / hour;
        }
    }

    private static long written(TopologyTestDriver driver) {
        long bytes = 0;
        for (String topic : driver.producedTopicNames()) {
            if (topic.endsWith("-changelog")) {
                for (var record : driver.createOutputTopic(
                                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()) {
                    bytes += RECORD_OVERHEAD + length(record.key()) + length(record.value());
                }
            }
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
