package slipstream.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import slipstream.alerter.Alerter;
import slipstream.gateway.IngestGateway;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.run.Closing;
import slipstream.processor.StreamsProcessor;
import slipstream.schemas.RegistryClient;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.client.Endpoints;
import slipstream.standalone.client.SlipstreamClient;
import slipstream.standalone.mail.MailCatcher;
import slipstream.standalone.registry.SchemaRegistry;

/** All of Slipstream in this process, started in the order in which an event meets its parts, closed in reverse. */
public final class Standalone implements AutoCloseable {
    private final Closing closing = new Closing();
    private final StandaloneSettings settings;
    private final String registryUrl;
    private final MailCatcher mails;
    private final IngestGateway gateway;
    private final StreamsProcessor processor;
    private final Alerter alerter;

    private Standalone(StandaloneSettings settings, InstantSource clock) {
        this.settings = settings;
        try {
            settings.broker().ifPresent(broker -> {
                closing.add(EmbeddedBroker.start(broker));
                Leftovers.leave(settings.kafka(), settings.groups());
            });
            registryUrl = settings.registry()
                    .map(http -> closing.add(SchemaRegistry.start(http, settings.kafka()))
                            .url())
                    .orElse(settings.registryUrl());
            registerSchemas();
            mails = closing.add(
                    MailCatcher.start(settings.data().resolve("mails"), settings.mails(), settings.smtpPort(), clock));
            gateway = closing.add(IngestGateway.launch(settings.gateway(), clock));
            processor = closing.add(StreamsProcessor.launch(settings.processor(), clock));
            alerter = closing.add(Alerter.launch(settings.alerter(), clock));
        } catch (RuntimeException failed) {
            closing.close();
            throw failed;
        }
    }

    /** Starts everything; what was started is closed again when a later part cannot start. */
    public static Standalone launch(StandaloneSettings settings, InstantSource clock) {
        return new Standalone(settings, clock);
    }

    /** So that whoever looks around from outside can read every topic from the first minute. */
    private void registerSchemas() {
        RegistryClient registry = new RegistryClient(registryUrl);
        for (Topic topic : Topics.inFlowOrder()) {
            registry.idOf(topic.name() + "-value", topic.value());
        }
    }

    /** Whether every service is ready for work. */
    public boolean ready() {
        return gateway.ready() && processor.ready() && alerter.ready();
    }

    /** Where clients of Kafka connect. */
    public String bootstrapServers() {
        return settings.kafka().bootstrapServers();
    }

    /** Where the services answer. */
    public Endpoints endpoints() {
        return new Endpoints(
                url(settings.gateway().http(), gateway.port()),
                url(settings.processor().http(), processor.port()),
                url(settings.alerter().http(), alerter.port()),
                registryUrl,
                mails.url());
    }

    /** Every address by the name of what answers there, in the order of starting. */
    public Map<String, String> addresses() {
        Endpoints endpoints = endpoints();
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("broker", bootstrapServers());
        addresses.put("registry", endpoints.registry());
        addresses.put("gateway", endpoints.gateway());
        addresses.put("processor", endpoints.processor());
        addresses.put("alerter", endpoints.alerter());
        addresses.put("mails", endpoints.mails());
        addresses.put("smtp", settings.mails().host() + ":" + mails.smtpPort());
        return addresses;
    }

    /** A client that may do everything. */
    public SlipstreamClient operator() {
        return new SlipstreamClient(endpoints(), operatorToken());
    }

    /** The token that may do everything. */
    public String operatorToken() {
        Path file = settings.data().resolve("operator-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    private static String url(HttpSettings http, int port) {
        return "http://" + http.host() + ":" + port;
    }

    @Override
    public void close() {
        closing.close();
    }
}
