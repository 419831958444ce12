package slipstream.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.server.RoutingHandler;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.RejectedEvents;
import slipstream.gateway.clock.Refusals;
import slipstream.gateway.clock.TickNotes;
import slipstream.gateway.clock.Ticks;
import slipstream.gateway.http.PostEvents;
import slipstream.gateway.probe.ProbeReports;
import slipstream.gateway.probe.RunningProber;
import slipstream.gateway.probe.http.HttpProbe;
import slipstream.gateway.publish.DurablePublisher;
import slipstream.gateway.publishing.PublishingApi;
import slipstream.kit.access.Guard;
import slipstream.kit.access.Scope;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.Routes;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.run.Closing;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;
import slipstream.schemas.Topics;

/** The gateway: everything that enters, wired by hand. Launched means that it takes requests. */
public final class IngestGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestGateway.class);

    private final HttpServer server;
    private final Health health;
    private final Closing closing;

    private IngestGateway(HttpServer server, Health health, Closing closing) {
        this.server = server;
        this.health = health;
        this.closing = closing;
    }

    /** Launches a gateway; makes the topics that are missing. */
    public static IngestGateway launch(GatewaySettings settings, InstantSource clock) {
        HttpProbe.allowFreshConnections();
        Closing closing = new Closing();
        try {
            return launch(settings, clock, closing);
        } catch (RuntimeException halfStarted) {
            closing.close();
            throw halfStarted;
        }
    }

    private static IngestGateway launch(GatewaySettings settings, InstantSource clock, Closing closing) {
        TopicCreation.ensure(settings.kafka(), TopicPlan.of(settings.kafka()), settings.startDeadline());
        LOG.info("waiting for the schema registry at {}", settings.serde().registryUrl());
        settings.serde().awaitRegistry(settings.startDeadline());
        PrometheusMeterRegistry metrics = Metrics.registry();
        closing.add(metrics::close);
        Health health = new Health();
        MeteredAccounting accounting = new MeteredAccounting(metrics);
        Catalogue catalogue = Catalogue.load(settings, clock, health, closing);
        DurablePublisher publisher = closing.add(DurablePublisher.connect(
                settings.kafka(), settings.publish(), settings.serde(), accounting, settings.startDeadline()));
        // What reaches this publisher was received and admitted in one: its callers refuse before they come here.
        Refusals refusals = new Refusals(clock);
        EventPublisher noting = events -> refusals.noted(() -> publisher.publish(events));
        RejectedEvents keeping = observations -> refusals.noted(() -> publisher.keep(observations));
        EventPublisher counting = events -> {
            accounting.received(events.size());
            return noting.publish(events);
        };
        AdmissionPolicy policy = new AdmissionPolicy(settings.edition());

        RoutingHandler routes = new Routes();
        PostEvents postEvents = new PostEvents(catalogue.apps(), policy, noting, keeping, accounting, clock);
        routes.post("/v1/events", Guard.requires(Scope.WRITE, catalogue.credentials(), postEvents));
        catalogue.addTo(routes);
        new PublishingApi(
                        catalogue.installations(),
                        catalogue.apps(),
                        policy,
                        counting,
                        settings.publishing(),
                        clock,
                        metrics)
                .addTo(routes);

        Optional<RunningProber> prober =
                startProber(settings, clock, metrics, health, closing, catalogue, policy, counting);
        TickNotes notes = new TickNotes(partition -> prober.flatMap(each -> each.worksFor(partition)), refusals);
        startTicks(settings, notes, clock, metrics, health, closing);
        HttpServer server = closing.add(HttpServer.start(settings.http(), routes, health, metrics));
        LOG.info("gateway on {}:{}", settings.http().host(), server.port());
        return new IngestGateway(server, health, closing);
    }

    private static void startTicks(
            GatewaySettings settings,
            TickNotes notes,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            Health health,
            Closing closing) {
        Ticks ticks =
                closing.add(new Ticks(Ticks.producer(settings.kafka()), Topics.EVENTS.name(), notes, clock, metrics));
        ticks.start(settings.ticks());
        health.add("kafka", ticks::problem);
    }

    private static Optional<RunningProber> startProber(
            GatewaySettings settings,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            Health health,
            Closing closing,
            Catalogue catalogue,
            AdmissionPolicy policy,
            EventPublisher publisher) {
        if (!settings.prober().enabled()) {
            return Optional.empty();
        }
        ProbeReports reports = new ProbeReports(
                catalogue.apps(), policy, publisher, settings.prober().region(), clock, metrics);
        RunningProber prober = closing.add(RunningProber.start(
                settings.prober(),
                settings.kafka(),
                settings.serde().deserializer(Topics.APPS),
                reports,
                clock,
                metrics));
        health.add("prober", prober::problem);
        return Optional.of(prober);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Whether no health check fails. */
    public boolean ready() {
        return health.ready();
    }

    /** Takes no more requests, lets those in flight end, and stops everything in reverse order. */
    @Override
    public void close() {
        closing.close();
    }
}
