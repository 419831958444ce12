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
 * @param commitInterval how often state, verdicts and offsets are committed together
 * @param grace how long a minute waits before it is judged
 * @param duplicateHorizon how long the id of an event is remembered
 * @param edition which objectives of the programme are in force
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
        Duration commitInterval,
        Duration grace,
        Duration duplicateHorizon,
        Edition edition,
        Durability durability) {
    /** The editions of the programme; their names are the values of {@code programme.edition}. */
    public enum Edition {
        /** The four indicators of 2022; a health check is good when it is answered 200. */
        STANDARD(Programme.four()),
        /** The four indicators, as the document of 2022 has them. */
        EDITION_2022(Programme.four()),
        /** Availability alone. */
        EDITION_2023(Programme.availabilityAlone());

        private final Programme programme;

        Edition(Programme programme) {
            this.programme = programme;
        }

        Programme programme() {
            return programme;
        }
    }

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
                settings.duration(
                        "processor.commit-interval", Duration.ofMillis(100), Duration.ofMillis(10), Duration.ofSeconds(30)),
                settings.duration("judging.grace", Duration.ofSeconds(10), Duration.ZERO, Duration.ofMinutes(5)),
                settings.duration(
                        "counting.duplicate-horizon", Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(31)),
                edition(settings),
                settings.choice("processor.durability", Durability.AT_COMMIT));
    }

    private static Edition edition(SettingsReader settings) {
        String edition = settings.text("programme.edition", "default");
        return switch (edition) {
            case "default" -> Edition.STANDARD;
            case "2022" -> Edition.EDITION_2022;
            case "2023" -> Edition.EDITION_2023;
            default -> {
                settings.problem("programme.edition", "is default, 2022 or 2023; was " + edition);
                yield Edition.STANDARD;
            }
        };
    }
}
