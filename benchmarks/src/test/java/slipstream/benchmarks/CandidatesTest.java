package slipstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.processor.slo.Counts;
import slipstream.processor.slo.Programme;
import slipstream.processor.slo.Reading;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Sli;

@DisplayName("Ours, the hash map and the hopping windows")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CandidatesTest {
    private static final int EVENTS = 400;
    private static final Workload WORKLOAD = new Workload("tiny", 3, 5, 0.05, Duration.ZERO);
    private static final int QUARTER = 0;
    private static final int FOUR_WEEKS = 2;

    private final Core ours = new Core(Programme.four());
    private final HashMapLoop hashMap = new HashMapLoop();
    private final EventStream events = new EventStream(WORKLOAD, new InMemorySchemaIds());
    private final List<EventStream.Written> written = new ArrayList<>();
    private final Map<String, Bytes> series = new HashMap<>();

    @BeforeEach
    void count() {
        EventFields fields = new EventFields();
        for (int i = 0; i < EVENTS; i++) {
            EventStream.Written event = events.next();
            written.add(event);
            ours.count(event);
            hashMap.count(event.value());
            fields.read(event.value());
            series.put(new String(event.key(), StandardCharsets.UTF_8) + fields.sli, fields.series());
        }
    }

    @Test
    void agree_on_the_totals() {
        assertThat(ofOurs(FOUR_WEEKS, end())).isEqualTo(ofHashMap());
    }

    @Test
    void agree_on_a_quarter_of_an_hour(@TempDir Path directory) {
        long end = end() - 5;
        Map<Bytes, Counts> expected = new HashMap<>();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "hopping");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                "org.apache.kafka.streams.state.BuiltInDslStoreSuppliers$InMemoryDslStoreSuppliers");
        try (TopologyTestDriver driver = new TopologyTestDriver(new HoppingWindows().build(config), config)) {
            var input = driver.createInputTopic(HoppingWindows.TOPIC, new BytesSerializer(), new ByteArraySerializer());
            EventFields fields = new EventFields();
            for (EventStream.Written event : written) {
                fields.read(event.value());
                input.pipeInput(
                        new TestRecord<>(fields.series(), event.value(), Instant.ofEpochMilli(event.receivedAt())));
            }
            WindowStore<Bytes, Long> windows = driver.getWindowStore(HoppingWindows.QUARTER);
            for (Bytes each : series.values()) {
                Long counts = windows.fetch(each, (end - 15) * 60_000);
                expected.put(each, counts == null ? Counts.NONE : new Counts(counts >>> 32, counts & 0xffff_ffffL));
            }
        }
        assertThat(ofOurs(QUARTER, end))
                .isEqualTo(expected)
                .containsKeys(series.values().toArray(new Bytes[0]));
    }

    private long end() {
        return written.get(EVENTS - 1).receivedAt() / 60_000 + 1;
    }

    private Map<Bytes, Counts> ofHashMap() {
        Map<Bytes, Counts> counts = new HashMap<>();
        hashMap.counts().forEach((each, sums) -> counts.put(each, new Counts(sums[0], sums[1])));
        return counts;
    }

    private Map<Bytes, Counts> ofOurs(int window, long end) {
        Map<Bytes, Counts> counts = new HashMap<>();
        for (int app = 0; app < WORKLOAD.apps(); app++) {
            for (Reading reading : ours.partition().read(EventStream.appKey(app), end)) {
                int sli = List.of(Sli.values()).indexOf(Slis.ofId(reading.sli()).orElseThrow());
                Bytes each = series.get(EventStream.appKey(app) + sli);
                counts.put(each, reading.windows().get(window).counted().counts());
            }
        }
        return counts;
    }
}
