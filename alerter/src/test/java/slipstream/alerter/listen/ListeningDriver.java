package slipstream.alerter.listen;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import slipstream.alerter.breaches.BreachSerializer;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Apps;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SeriesKey;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Basis;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Verdict;
import slipstream.schemas.avro.VerdictKind;

/** The topology, spoken to in verdicts at times of one day. */
final class ListeningDriver implements AutoCloseable {
    private static final String OBJECTIVE = "objective";

    private final InMemorySchemaIds ids = new InMemorySchemaIds();
    private final SlipstreamAvroSerializer<Verdict> verdicts = new SlipstreamAvroSerializer<>(ids);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<SeriesKey, Instant> since = new HashMap<>();
    private final Map<SeriesKey, VerdictKind> last = new HashMap<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> in;
    private final TestOutputTopic<String, Breach> out;
    private SeriesKey series = new SeriesKey("known", Sli.WEBHOOK_DELIVERY, "jira");

    ListeningDriver() {
        KafkaSettings kafka = new KafkaSettings("nowhere:1", Map.of(), 1, 1);
        ListenSettings settings = new ListenSettings("test", Path.of("target", "streams"), Duration.ofSeconds(10));
        StreamsConfig config = Listening.config(kafka, settings);
        Apps apps = key ->
                key.equals("known") ? Optional.of(new App(key, "Known App", "Partner", List.of())) : Optional.empty();
        IncidentTopology topology = new IncidentTopology(
                new SlipstreamAvroDeserializer<>(ids),
                new BreachSerializer(new SlipstreamAvroSerializer<>(ids), "/test"),
                apps,
                metrics);
        java.util.Properties properties = new java.util.Properties();
        properties.putAll(config.originals());
        driver = new TopologyTestDriver(topology.build(config), properties);
        in = driver.createInputTopic(Topics.VERDICTS.name(), new StringSerializer(), new ByteArraySerializer());
        out = driver.createOutputTopic(
                Topics.BREACHES.name(), new StringDeserializer(), new SlipstreamAvroDeserializer<>(ids));
    }

    static Instant minute(String time) {
        return Instant.parse("2026-11-20T" + time + ":00Z");
    }

    ListeningDriver series(String appKey, Sli sli, String scope) {
        series = new SeriesKey(appKey, sli, scope);
        return this;
    }

    ListeningDriver at(String time, VerdictKind kind) {
        if (last.put(series, kind) != kind) {
            since.put(series, minute(time));
        }
        boolean breached = kind == VerdictKind.BREACHED;
        Verdict verdict = Verdict.newBuilder()
                .setAppKey(series.appKey())
                .setSli(series.sli())
                .setScope(series.scope())
                .setObjective(OBJECTIVE)
                .setVerdict(kind)
                .setMinute(minute(time))
                .setSince(since.get(series))
                .setFrom(minute(time).minus(Duration.ofMinutes(15)))
                .setWindowSeconds(900)
                .setGood(breached ? 90 : 100)
                .setBad(breached ? 10 : 0)
                .setExcluded(0)
                .setBasis(Basis.GENERIC)
                .setTargetPpm(990_000)
                .build();
        in.pipeInput(series.verdictKey(OBJECTIVE), verdicts.serialize(Topics.VERDICTS.name(), verdict), minute(time));
        return this;
    }

    ListeningDriver raw(byte[] value) {
        in.pipeInput(series.verdictKey(OBJECTIVE), value);
        return this;
    }

    ListeningDriver pass(Duration time) {
        driver.advanceWallClockTime(time);
        return this;
    }

    /** Everything announced so far and not yet asked for. */
    List<TestRecord<String, Breach>> breaches() {
        return out.readRecordsToList();
    }

    double count(String verdict) {
        return metrics.counter("slipstream.alerter.verdicts.read", "verdict", verdict)
                .count();
    }

    static Map<String, String> headers(TestRecord<?, ?> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        driver.close();
    }
}
