package slipstream.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import slipstream.alerter.AlerterSettings;
import slipstream.gateway.GatewaySettings;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.settings.SettingsReader;
import slipstream.processor.ProcessorSettings;
import slipstream.schemas.SerdeSettings;
import slipstream.standalone.broker.BrokerSettings;

/**
 * Everything about a standalone that can be chosen: where its parts listen, and the settings of each service.
 *
 * @param data directory that holds everything it remembers
 * @param broker the embedded broker; absent when another Kafka is used
 * @param kafka how to reach Kafka
 * @param registry where the registry stand-in listens; absent when another registry is used
 * @param registryUrl where the registry answers
 * @param mails where the mail catcher shows mails
 * @param smtpPort where it takes them
 * @param gateway settings of the gateway
 * @param processor settings of the processor
 * @param alerter settings of the alerter
 */
public record StandaloneSettings(
        Path data,
        Optional<BrokerSettings> broker,
        KafkaSettings kafka,
        Optional<HttpSettings> registry,
        String registryUrl,
        HttpSettings mails,
        int smtpPort,
        GatewaySettings gateway,
        ProcessorSettings processor,
        AlerterSettings alerter) {
    private static final String KAFKA = "kafka.bootstrap.servers";
    private static final String REGISTRY = "schema.registry.url";

    /** Reads the settings of all parts with one reader; whatever is wrong is told at once. */
    public static StandaloneSettings read(GivenOptions given) {
        SettingsReader asGiven = SettingsReader.of(given.overrides(), given.environment(), given.file());
        Map<String, String> settled = ServicePorts.settled(asGiven, given.portOffset());
        boolean ownBroker = asGiven.text(KAFKA, "").isEmpty();
        boolean ownRegistry = asGiven.text(REGISTRY, "").isEmpty();

        Map<String, String> overrides = new HashMap<>(given.overrides());
        overrides.putAll(settled);
        Properties file = connecting(asGiven, settled, given.data());
        file.putAll(given.file());
        SettingsReader settings = SettingsReader.of(overrides, given.environment(), file);

        BrokerSettings broker = broker(settings, given.data());
        HttpSettings registry = HttpSettings.read(settings, "registry", ServicePorts.REGISTRY.byDefault());
        StandaloneSettings standalone = new StandaloneSettings(
                given.data(),
                ownBroker ? Optional.of(broker) : Optional.empty(),
                KafkaSettings.read(settings),
                ownRegistry ? Optional.of(registry) : Optional.empty(),
                settings.text(REGISTRY, SerdeSettings.DEFAULT_REGISTRY_URL),
                mails(settings),
                port(settings, ServicePorts.SMTP),
                GatewaySettings.read(settings),
                ProcessorSettings.read(settings),
                AlerterSettings.read(settings));
        settings.finish();
        return standalone;
    }

    /** What each service has to know of the others, unless it was given. */
    private static Properties connecting(SettingsReader given, Map<String, String> ports, Path data) {
        Properties connecting = new Properties();
        String brokerHost = given.text(ServicePorts.BROKER.hostSetting(), ServicePorts.DEFAULT_HOST);
        String registryHost = given.text(ServicePorts.REGISTRY.hostSetting(), ServicePorts.DEFAULT_HOST);
        String mailHost = given.text(ServicePorts.SMTP.hostSetting(), ServicePorts.DEFAULT_HOST);
        connecting.setProperty(KAFKA, brokerHost + ":" + ports.get(ServicePorts.BROKER.setting()));
        connecting.setProperty(REGISTRY, "http://" + registryHost + ":" + ports.get(ServicePorts.REGISTRY.setting()));
        connecting.setProperty("mail.host", mailHost);
        connecting.setProperty("mail.port", ports.getOrDefault(ServicePorts.SMTP.setting(), ""));
        connecting.setProperty(
                "access.operator-token-file", data.resolve("operator-token").toString());
        connecting.setProperty("secrets.key-file", data.resolve("secret-keys").toString());
        connecting.setProperty("processor.state-dir", data.resolve("processor").toString());
        connecting.setProperty("alerter.state-dir", data.resolve("alerter").toString());
        return connecting;
    }

    private static BrokerSettings broker(SettingsReader settings, Path data) {
        return new BrokerSettings(
                data.resolve("broker"),
                settings.text(ServicePorts.BROKER.hostSetting(), ServicePorts.DEFAULT_HOST),
                port(settings, ServicePorts.BROKER),
                port(settings, ServicePorts.CONTROLLER));
    }

    private static HttpSettings mails(SettingsReader settings) {
        String host = settings.text(ServicePorts.MAILS.hostSetting(), ServicePorts.DEFAULT_HOST);
        return new HttpSettings(host, port(settings, ServicePorts.MAILS), 1_024, Duration.ofSeconds(60));
    }

    private static int port(SettingsReader settings, ServicePorts service) {
        return settings.integer(service.setting(), service.byDefault(), 0, 65_535);
    }

    /** The consumer groups whose members must be gone before others can begin to work. */
    List<String> groups() {
        return List.of(
                processor.applicationId(),
                alerter.listen().applicationId(),
                alerter.notifications().groupId());
    }

    /** Ports that somebody else listens on, one sentence each with the setting that helps. */
    public List<String> takenPorts() {
        return new PortCheck(this).taken();
    }
}
