package slipstream.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.gateway.catalogue.objectives.ObjectiveBytes;
import slipstream.gateway.objectives.Objectives;
import slipstream.gateway.yaml.YamlParser;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.run.Closing;
import slipstream.kit.settings.SettingsReader;
import slipstream.processor.CountingApplication;
import slipstream.processor.ProcessorSettings;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.standalone.backtest.BacktestRun;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.registry.SchemaRegistry;

@DisplayName("Objectives that are tried on the events that are there")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BacktestTest {
    private static final int PARTITIONS = 2;
    private static final String DOCUMENTS = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: webhook-delivery}
            spec:
              service: "*"
              indicator:
                spec:
                  ratioMetric:
                    good: &series {metricSource: {type: slipstream, spec: {sli: webhook-delivery}}}
                    total: *series
              timeWindow: [{duration: 15m, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.0001}]
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: stricter}
            spec:
              service: "com.example.log0"
              indicator:
                spec:
                  ratioMetric:
                    good: &series {metricSource: {type: slipstream, spec: {sli: webhook-delivery, product: jira}}}
                    total: *series
              timeWindow: [{duration: 15m, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.995}]
            """;

    private final StringWriter said = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void give_the_incidents_that_they_would_have_given_and_nothing_is_written() throws Exception {
        try (Closing closing = new Closing()) {
            EmbeddedBroker broker = closing.add(
                    EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), "127.0.0.1", 0, 0)));
            KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), Map.of(), PARTITIONS, 1);
            TopicCreation.ensure(
                    kafka,
                    Topics.inFlowOrder().stream()
                            .map(Topic::name)
                            .map(name -> new TopicSpec(name, PARTITIONS, 1, Map.of()))
                            .toList(),
                    Duration.ofMinutes(1));
            SerdeSettings serde = SerdeSettings.ours(closing.add(SchemaRegistry.start(
                            new HttpSettings("127.0.0.1", 0, 1_048_576, Duration.ofSeconds(10)), kafka))
                    .url());
            WrittenLog log = closing.add(new WrittenLog(broker.bootstrapServers(), serde, PARTITIONS));
            log.write(70);

            PrintWriter out = new PrintWriter(said, true);
            new BacktestRun(kafka, CountingApplication.counting(settings(kafka, serde)), out, out, log.clock())
                    .run(records(serde), Duration.ofHours(2), Duration.ofDays(28));

            assertThat(said.toString().lines())
                    .anyMatch(line -> line.startsWith("+ com.example.log0/webhook-delivery/jira stricter  "))
                    .anyMatch(line -> line.startsWith("- com.example.log1/webhook-delivery/jira webhook-delivery  "))
                    .anyMatch(line ->
                            line.startsWith("= com.example.log0/availability/https://example.com availability  "));
            assertThat(VerdictHistory.of(broker.bootstrapServers(), Topics.VERDICTS.name())
                            .byKey())
                    .isEmpty();
        }
    }

    private static List<byte[]> records(SerdeSettings serde) {
        ObjectiveBytes bytes = new ObjectiveBytes(serde.serializer(Topics.OBJECTIVES));
        Objectives objectives = Objectives.read(new YamlParser().parse(DOCUMENTS));
        assertThat(objectives.isSound()).as(objectives.findings().toString()).isTrue();
        return objectives.wanted().stream()
                .map(wanted -> bytes.of(wanted, Instant.EPOCH))
                .toList();
    }

    private ProcessorSettings settings(KafkaSettings kafka, SerdeSettings serde) {
        return ProcessorSettings.read(SettingsReader.of(
                Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "schema.registry.url", serde.registryUrl(),
                        "processor.state-dir", directory.resolve("state").toString()),
                Map.of(),
                new Properties()));
    }
}
