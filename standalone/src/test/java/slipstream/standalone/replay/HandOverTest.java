package slipstream.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.run.Closing;
import slipstream.kit.settings.SettingsReader;
import slipstream.processor.CountingApplication;
import slipstream.processor.EventsRead;
import slipstream.processor.HandOver;
import slipstream.processor.ProcessorSettings;
import slipstream.processor.StreamsProcessor;
import slipstream.processor.topology.Voice;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.registry.SchemaRegistry;

@DisplayName("A replay that takes over from the live application")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandOverTest {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 2;
    private static final String LIVE = "slipstream-processor";
    private static final String REPLAY = LIVE + "-replay-20261120120000";
    private static final String REFERENCE = LIVE + "-replay-20261120130000";

    @TempDir
    Path directory;

    @Test
    void tells_everything_that_the_old_one_does_not_and_nothing_twice() throws Exception {
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
                    DEADLINE);
            String registry = closing.add(SchemaRegistry.start(
                            new HttpSettings("127.0.0.1", 0, 1_048_576, Duration.ofSeconds(10)), kafka))
                    .url();
            EventsRead read = closing.add(new EventsRead(kafka));
            WrittenLog log =
                    closing.add(new WrittenLog(broker.bootstrapServers(), SerdeSettings.ours(registry), PARTITIONS));
            ProcessorSettings settings = settings(broker.bootstrapServers(), registry);

            handOver(kafka, log, read, settings);

            try (CountingApplication reference = CountingApplication.beside(
                    settings, Voice.replay(REFERENCE, REFERENCE + "-verdicts"), InstantSource.system())) {
                await().atMost(DEADLINE).until(() -> read.of(reference.id()).isAll());
            }
            compare(
                    VerdictHistory.of(broker.bootstrapServers(), Topics.VERDICTS.name()),
                    VerdictHistory.of(broker.bootstrapServers(), REFERENCE + "-verdicts"));
        }
    }

    private static void handOver(KafkaSettings kafka, WrittenLog log, EventsRead read, ProcessorSettings settings)
            throws Exception {
        try (StreamsProcessor live = StreamsProcessor.launch(settings, InstantSource.system())) {
            await().atMost(DEADLINE).until(live::ready);
            log.write(60);
            try (CountingApplication replay =
                    CountingApplication.beside(settings, Voice.replay(REPLAY, ""), InstantSource.system())) {
                await().atMost(DEADLINE).until(() -> read.of(replay.id()).isAll());
                new HandOver(kafka, LIVE, log.clock()).to(REPLAY);
            }
            log.write(40);
            await().atMost(DEADLINE).until(() -> read.of(REPLAY).isAll());
        }
        // Another process, which starts with what is in force.
        try (StreamsProcessor again = StreamsProcessor.launch(settings, InstantSource.system())) {
            log.write(40);
            await().atMost(DEADLINE).until(() -> read.of(REPLAY).isAll());
            assertThat(again.ready()).isTrue();
        }
        assertThat(read.of(LIVE).isAll()).as("the old one still counts").isFalse();
    }

    /** The new one says once more what stands, in its first minute; besides that the two histories are equal. */
    private static void compare(VerdictHistory told, VerdictHistory reference) {
        assertThat(reference.size()).isGreaterThan(100);
        assertThat(told.byKey().keySet()).isEqualTo(reference.byKey().keySet());
        Set<String> saidAgainAt = new HashSet<>();
        told.byKey().forEach((key, history) -> {
            assertThat(history).as(key).doesNotHaveDuplicates();
            List<String> again = new ArrayList<>(history);
            again.removeAll(reference.byKey().getOrDefault(key, List.of()));
            again.forEach(each -> saidAgainAt.add(each.substring(0, each.indexOf(' '))));
            List<String> rest = new ArrayList<>(history);
            rest.removeAll(again);
            assertThat(rest).as(key).isEqualTo(reference.byKey().get(key));
        });
        assertThat(saidAgainAt).as("one moment of each partition").hasSizeBetween(1, PARTITIONS);
    }

    private ProcessorSettings settings(String bootstrap, String registry) {
        return ProcessorSettings.read(SettingsReader.of(
                Map.of(
                        "kafka.bootstrap.servers",
                        bootstrap,
                        "schema.registry.url",
                        registry,
                        "topics.partitions",
                        Integer.toString(PARTITIONS),
                        "processor.port",
                        "0",
                        "processor.state-dir",
                        directory.resolve("state").toString()),
                Map.of(),
                new Properties()));
    }
}
