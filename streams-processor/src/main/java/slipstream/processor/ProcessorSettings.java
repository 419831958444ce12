package slipstream.processor;

import java.nio.file.Path;
import java.time.Duration;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.settings.SettingsReader;
import slipstream.processor.slo.Programme;
import slipstream.processor.topology.Durability;
import slipstream.schemas.SerdeSettings;

/**
 * Everything about a processor that can be chosen.
 *
 * @param http where it answers
 * @param advertised host:port under which other instances reach it; empty: the address it listens on
 * @param kafka which Kafka
 * @param serde how values are written and read
 * @param applicationId name of the application: consumer group, state and changelogs are under it
 * @param stateDir folder of the local state
 * @param threads stream threads of this instance
 * @param standbys copies of every state that other instances keep warm
 * @param groupProtocol how instances agree on who counts what
 * @param commitInterval how often state, verdicts and offsets are committed together
 * @param grace how long a minute waits before it is judged
 * @param duplicateHorizon how long the id of an event is remembered
 * @param programme which objectives are in force
 * @param durability when counts are written to the stores
 */
public record ProcessorSettings(
        HttpSettings http,
        String advertised,
        KafkaSettings kafka,
        SerdeSettings serde,
        String applicationId,
        Path stateDir,
        int threads,
        int standbys,
        GroupProtocol groupProtocol,
        Duration commitInterval,
        Duration grace,
        Duration duplicateHorizon,
        Programme programme,
        Durability durability) {
    /** Reads the settings; their faults are collected by the reader. */
    public static ProcessorSettings read(SettingsReader settings) {
        return new ProcessorSettings(
                HttpSettings.read(settings, "processor", 8081),
                settings.text("processor.advertised", ""),
                KafkaSettings.read(settings),
                new SerdeSettings(
                        settings.text("schema.registry.url", SerdeSettings.DEFAULT_REGISTRY_URL),
                        settings.text("avro.serializer", SerdeSettings.OUR_SERIALIZER),
                        settings.text("avro.deserializer", SerdeSettings.OUR_DESERIALIZER)),
                settings.text("processor.application-id", "slipstream-processor"),
                settings.path("processor.state-dir", Path.of("data", "processor")),
                settings.integer("processor.threads", 1, 1, 64),
                settings.integer("processor.standbys", 0, 0, 3),
                settings.choice("processor.group-protocol", GroupProtocol.CLASSIC),
                settings.duration(
                        "processor.commit-interval",
                        Duration.ofMillis(100),
                        Duration.ofMillis(10),
                        Duration.ofSeconds(30)),
                settings.duration("judging.grace", Duration.ofSeconds(10), Duration.ZERO, Duration.ofMinutes(5)),
                settings.duration(
                        "counting.duplicate-horizon", Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(31)),
                programme(settings),
                settings.choice("processor.durability", Durability.AT_COMMIT));
    }

    /** {@code default} and {@code 2022} differ in what a good health check is, which the gateway decides. */
    private static Programme programme(SettingsReader settings) {
        String edition = settings.text("programme.edition", "default");
        return switch (edition) {
            case "default", "2022" -> Programme.four();
            case "2023" -> Programme.availabilityAlone();
            default -> {
                settings.problem("programme.edition", "is default, 2022 or 2023; was " + edition);
                yield Programme.four();
            }
        };
    }

    /** The same for an application of another name. */
    ProcessorSettings ofApplication(String id) {
        return new ProcessorSettings(
                http,
                advertised,
                kafka,
                serde,
                id,
                stateDir,
                threads,
                standbys,
                groupProtocol,
                commitInterval,
                grace,
                duplicateHorizon,
                programme,
                durability);
    }
}
