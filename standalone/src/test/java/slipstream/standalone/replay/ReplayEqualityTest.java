package slipstream.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import slipstream.processor.Main;
import slipstream.processor.ProcessorSettings;
import slipstream.processor.StreamsProcessor;
import slipstream.processor.topology.Voice;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.registry.SchemaRegistry;

@DisplayName("Two runs of the same topic")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayEqualityTest {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;
    private static final String REPLAYED = "slipstream-processor-replay-1";

    @TempDir
    Path directory;

    @Test
    void one_live_with_kills_and_rebalances_and_one_replay_say_the_same_byte_for_byte() throws Exception {
        try (Closing closing = new Closing()) {
            EmbeddedBroker broker = closing.add(
                    EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), "127.0.0.1", 0, 0)));
            KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), Map.of(), PARTITIONS, 1);
            TopicCreation.ensure(
                    kafka,
                    Stream.of(
                                    Topics.TOKENS,
                                    Topics.APPS,
                                    Topics.EVENTS,
                                    Topics.REJECTED,
                                    Topics.VERDICTS,
                                    Topics.OBJECTIVES,
                                    Topics.EXCLUSIONS)
                            .map(topic -> new TopicSpec(topic.name(), PARTITIONS, 1, Map.of()))
                            .toList(),
                    DEADLINE);
            String registry = closing.add(SchemaRegistry.start(
                            new HttpSettings("127.0.0.1", 0, 1_048_576, Duration.ofSeconds(10)), kafka))
                    .url();
            EventsRead read = closing.add(new EventsRead(kafka));
            WrittenLog log =
                    closing.add(new WrittenLog(broker.bootstrapServers(), SerdeSettings.ours(registry), PARTITIONS));
            runLive(log, read, broker.bootstrapServers(), registry);

            closing.add(CountingApplication.beside(
                    settings("replay", broker.bootstrapServers(), registry),
                    Voice.replay(REPLAYED, REPLAYED + "-verdicts"),
                    InstantSource.system()));
            await().atMost(DEADLINE).until(() -> read.of(REPLAYED).isAll());

            VerdictHistory live = VerdictHistory.of(broker.bootstrapServers(), Topics.VERDICTS.name());
            VerdictHistory replayed = VerdictHistory.of(broker.bootstrapServers(), REPLAYED + "-verdicts");
            assertThat(live.size()).as("verdicts").isGreaterThan(300);
            assertThat(live.byKey().keySet()).hasSizeGreaterThan(15);
            assertThat(replayed.byKey()).isEqualTo(live.byKey());
        }
    }

    /** Killed while it counts, begun again, joined by another instance that leaves, killed while a third one is there. */
    private void runLive(WrittenLog log, EventsRead read, String bootstrap, String registry) throws Exception {
        Process first = child("first", bootstrap, registry);
        try {
            log.write(60);
            awaitSome(read, 0.3, first);
        } finally {
            kill(first);
        }
        Process second = child("first", bootstrap, registry);
        try (Closing others = new Closing()) {
            log.write(30);
            awaitSome(read, 0.8, second);
            StreamsProcessor joining =
                    StreamsProcessor.launch(settings("second", bootstrap, registry), InstantSource.system());
            try (joining) {
                await().atMost(DEADLINE).until(joining::ready);
                log.write(30);
                awaitSome(read, 0.9, second);
            }
            log.write(10);
            StreamsProcessor third =
                    others.add(StreamsProcessor.launch(settings("third", bootstrap, registry), InstantSource.system()));
            await().atMost(DEADLINE).until(third::ready);
            log.write(30);
            awaitSome(read, 0.85, second);
            kill(second);
            log.write(20);
            await().atMost(DEADLINE).until(() -> read.of("slipstream-processor").isAll());
        } finally {
            kill(second);
        }
    }

    private void awaitSome(EventsRead read, double share, Process counting) {
        await().atMost(DEADLINE).until(() -> {
            if (!counting.isAlive()) {
                throw new AssertionError("ended: " + Files.readString(directory.resolve("first.out")));
            }
            EventsRead.Amount amount = read.of("slipstream-processor");
            return amount.done() >= share * amount.total();
        });
    }

    private static ProcessorSettings settings(String name, Path directory, String bootstrap, String registry) {
        Map<String, String> given = new HashMap<>(asMap(name, directory, bootstrap, registry));
        return ProcessorSettings.read(SettingsReader.of(given, Map.of(), new Properties()));
    }

    private ProcessorSettings settings(String name, String bootstrap, String registry) {
        return settings(name, directory, bootstrap, registry);
    }

    private static Map<String, String> asMap(String name, Path directory, String bootstrap, String registry) {
        return Map.of(
                "kafka.bootstrap.servers",
                bootstrap,
                "schema.registry.url",
                registry,
                "topics.partitions",
                Integer.toString(PARTITIONS),
                "processor.port",
                "0",
                "processor.state-dir",
                directory.resolve("state-" + name).toString());
    }

    /** A processor in a process of its own, so that it can be killed. */
    private Process child(String name, String bootstrap, String registry) throws IOException {
        Properties properties = new Properties();
        properties.putAll(asMap(name, directory, bootstrap, registry));
        Path config = directory.resolve(name + ".properties");
        try (var out = Files.newBufferedWriter(config)) {
            properties.store(out, null);
        }
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(name + ".out").toFile()))
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
