package slipstream.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import slipstream.gateway.admission.Edition;
import slipstream.gateway.catalogue.installations.SecretSettings;
import slipstream.gateway.clock.TickSettings;
import slipstream.gateway.probe.ProberSettings;
import slipstream.gateway.publish.PublishSettings;
import slipstream.gateway.publishing.PublishingSettings;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.SerdeSettings;

/**
 * All settings of a gateway.
 *
 * @param http where it listens
 * @param kafka which Kafka, and how topics are made
 * @param serde how values are written and read
 * @param edition edition of the programme that decides what is good
 * @param publish how events are made durable
 * @param publishing how the programme's publishing API answers
 * @param secrets keys under which shared secrets are sealed
 * @param prober how base URLs are probed
 * @param ticks how often the clock ticks
 * @param operatorTokenFile file of the first operator's token, if there shall be one
 * @param startDeadline how long Kafka and the registry are waited for at the start
 */
public record GatewaySettings(
        HttpSettings http,
        KafkaSettings kafka,
        SerdeSettings serde,
        Edition edition,
        PublishSettings publish,
        PublishingSettings publishing,
        SecretSettings secrets,
        ProberSettings prober,
        TickSettings ticks,
        Optional<Path> operatorTokenFile,
        Duration startDeadline) {
    private static final int DEFAULT_PORT = 8080;

    /** Reads all of them; problems are told by the reader's {@code finish}. */
    public static GatewaySettings read(SettingsReader settings) {
        Path tokenFile = settings.path("access.operator-token-file", Path.of(""));
        return new GatewaySettings(
                HttpSettings.read(settings, "gateway", DEFAULT_PORT),
                TopicPlan.checked(KafkaSettings.read(settings), settings),
                new SerdeSettings(
                        settings.text("schema.registry.url", SerdeSettings.DEFAULT_REGISTRY_URL),
                        settings.text("avro.serializer", SerdeSettings.OUR_SERIALIZER),
                        settings.text("avro.deserializer", SerdeSettings.OUR_DESERIALIZER)),
                settings.choice("programme.edition", Edition.DEFAULT),
                PublishSettings.read(settings),
                PublishingSettings.read(settings),
                SecretSettings.read(settings),
                ProberSettings.read(settings),
                TickSettings.read(settings),
                tokenFile.toString().isEmpty() ? Optional.empty() : Optional.of(tokenFile),
                settings.duration(
                        "gateway.start-deadline", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofHours(1)));
    }
}
