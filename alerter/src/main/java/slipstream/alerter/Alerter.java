package slipstream.alerter;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipstream.alerter.apps.AppTable;
import slipstream.alerter.breaches.BreachDeserializer;
import slipstream.alerter.breaches.BreachSerializer;
import slipstream.alerter.deliveries.DeliveryDeserializer;
import slipstream.alerter.deliveries.DeliverySerializer;
import slipstream.alerter.exclusions.AnnouncedMaintenance;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Apps;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.Stage;
import slipstream.alerter.listen.IncidentTopology;
import slipstream.alerter.listen.Listening;
import slipstream.alerter.mail.MailChannel;
import slipstream.alerter.notify.Notifier;
import slipstream.alerter.query.IncidentRoutes;
import slipstream.alerter.query.KnownIncidents;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.KnownTokens;
import slipstream.kit.access.Scope;
import slipstream.kit.http.HttpServer;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicTable;
import slipstream.kit.run.Closing;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AccessToken;
import slipstream.schemas.avro.AppRegistration;
import slipstream.schemas.avro.Exclusion;

/** The service that turns verdicts into incidents and tells people: listen → incident → breaches, notify. */
public final class Alerter implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private final Closing opened = new Closing();
    private final Health health = new Health();
    private final AlerterSettings settings;
    private final InstantSource clock;
    private HttpServer http;

    private Alerter(AlerterSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        try {
            this.http = start(Metrics.registry());
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Starts an alerter; what was opened before a fault is closed again. */
    public static Alerter launch(AlerterSettings settings, InstantSource clock) {
        return new Alerter(settings, clock);
    }

    private HttpServer start(PrometheusMeterRegistry metrics) {
        opened.add(metrics::close);
        TopicCreation.awaitPresent(
                settings.kafka(),
                Stream.of(
                                Topics.TOKENS,
                                Topics.APPS,
                                Topics.EXCLUSIONS,
                                Topics.VERDICTS,
                                Topics.BREACHES,
                                Topics.DELIVERIES)
                        .map(Topic::name)
                        .toList(),
                START_DEADLINE);
        settings.serde().awaitRegistry(START_DEADLINE);
        Apps apps = apps();
        listen(apps, metrics);
        notifyPeople(apps, metrics);
        return opened.add(HttpServer.start(settings.http(), routes(apps), health, metrics));
    }

    private Apps apps() {
        TopicTable<AppRegistration> table =
                follow(Topics.APPS, settings.serde().<AppRegistration>deserializer(Topics.APPS));
        table.awaitLoaded(START_DEADLINE);
        return new AppTable(table::get);
    }

    private void listen(Apps apps, PrometheusMeterRegistry metrics) {
        SerdeSettings serde = settings.serde();
        IncidentTopology topology = new IncidentTopology(
                serde.deserializer(Topics.VERDICTS),
                new BreachSerializer(serde.serializer(Topics.BREACHES), settings.eventSource()),
                apps,
                metrics);
        Listening listening = opened.add(Listening.start(settings.kafka(), settings.listen(), topology));
        health.add("listening", listening::problem);
    }

    private void notifyPeople(Apps apps, PrometheusMeterRegistry metrics) {
        SerdeSettings serde = settings.serde();
        Notifier notifier = opened.add(Notifier.start(
                settings.kafka(),
                settings.notifications(),
                new Notifier.Formats(
                        breaches(), new DeliverySerializer(serde.serializer(Topics.DELIVERIES)), deliveries()),
                apps,
                maintenance(),
                new MailChannel(settings.mail(), clock),
                clock,
                metrics));
        health.add("notifier", notifier::problem);
    }

    private Stage maintenance() {
        AnnouncedMaintenance maintenance = new AnnouncedMaintenance();
        TopicTable<Exclusion> exclusions =
                follow(Topics.EXCLUSIONS, settings.serde().<Exclusion>deserializer(Topics.EXCLUSIONS));
        exclusions.onChange(maintenance::changed);
        exclusions.awaitLoaded(START_DEADLINE);
        return maintenance;
    }

    private io.undertow.server.HttpHandler routes(Apps apps) {
        KnownIncidents incidents = new KnownIncidents();
        TopicTable<Announcement> breaches = follow(Topics.BREACHES, breaches());
        TopicTable<Delivery> deliveries = follow(Topics.DELIVERIES, deliveries());
        breaches.onChange(incidents::changed);
        deliveries.onChange(incidents::delivered);
        return new IncidentRoutes(incidents, apps, clock).handler(credentials());
    }

    private Credentials credentials() {
        KnownTokens tokens = new KnownTokens(clock);
        TopicTable<AccessToken> table =
                follow(Topics.TOKENS, settings.serde().<AccessToken>deserializer(Topics.TOKENS));
        table.onChange((id, token) -> {
            if (token == null) {
                tokens.forget(id);
            } else {
                tokens.learn(credential(token), token.getSha256().array(), token.getExpiresAt());
            }
        });
        return tokens;
    }

    private static Credential credential(AccessToken token) {
        Set<Scope> scopes = token.getScopes().stream()
                .flatMap(id -> Scope.ofId(id).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Credential(token.getId(), scopes, Set.copyOf(token.getAppKeys()));
    }

    private BreachDeserializer breaches() {
        return new BreachDeserializer(settings.serde().deserializer(Topics.BREACHES));
    }

    private DeliveryDeserializer deliveries() {
        return new DeliveryDeserializer(settings.serde().deserializer(Topics.DELIVERIES));
    }

    private <V> TopicTable<V> follow(Topic topic, org.apache.kafka.common.serialization.Deserializer<V> deserializer) {
        TopicTable<V> table = opened.add(TopicTable.follow(settings.kafka(), topic.name(), deserializer));
        health.add(topic.name(), table::problem);
        return table;
    }

    private void closeAfter(RuntimeException fault) {
        try {
            opened.close();
        } catch (RuntimeException e) {
            fault.addSuppressed(e);
        }
    }

    /** The port of the REST interface. */
    public int port() {
        return http.port();
    }

    /** Whether everything works right now. */
    public boolean ready() {
        return health.ready();
    }

    @Override
    public void close() {
        opened.close();
    }
}
