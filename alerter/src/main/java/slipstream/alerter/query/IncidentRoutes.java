package slipstream.alerter.query;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Apps;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Guard;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.kit.http.Routes;

/** The routes by which incidents and deliveries are read. What belongs to a foreign app does not exist. */
public final class IncidentRoutes {
    private static final String SCHEMA = "/incident-data.schema.json";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final KnownIncidents incidents;
    private final Apps apps;
    private final InstantSource clock;

    public IncidentRoutes(KnownIncidents incidents, Apps apps, InstantSource clock) {
        this.incidents = incidents;
        this.apps = apps;
        this.clock = clock;
    }

    /** All routes; the schema is for everybody. */
    public HttpHandler handler(Credentials credentials) {
        byte[] schema = schema();
        return new Routes()
                .get("/v1/incidents", Guard.requires(Scope.READ, credentials, this::list))
                .get("/v1/incidents/{id}", Guard.requires(Scope.READ, credentials, this::one))
                .get("/v1/deliveries", Guard.requires(Scope.READ, credentials, this::deliveries))
                .get("/v1" + SCHEMA, exchange -> Replies.send(exchange, 200, "application/schema+json", schema));
    }

    /** The JSON Schema of the incident data in notifications. */
    public static byte[] schema() {
        try (InputStream resource = IncidentRoutes.class.getResourceAsStream(SCHEMA)) {
            if (resource == null) {
                throw new IllegalStateException(SCHEMA + " is not on the class path");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void list(HttpServerExchange exchange) {
        Credential credential = Guard.credential(exchange);
        Optional<String> appKey = parameter(exchange, "appKey");
        Optional<String> state = parameter(exchange, "state");
        Optional<Integer> limit = limit(exchange);
        if (appKey.isPresent() && !isVisible(appKey.get(), credential)) {
            notFound(exchange, "unknown-app", "there is no app " + appKey.get());
        } else if (state.isPresent() && !state.get().matches("open|resolved")) {
            invalid(exchange, "state", "must be open or resolved");
        } else if (limit.isEmpty()) {
            invalid(exchange, "limit", "must be a whole number from 1 to " + MAX_LIMIT);
        } else {
            List<IncidentView> found =
                    incidents.list(incident -> fits(incident, credential, appKey, state), limit.get()).stream()
                            .map(IncidentView::of)
                            .toList();
            Replies.json(exchange, 200, new IncidentList(clock.instant(), found));
        }
    }

    private void one(HttpServerExchange exchange) {
        String id = parameter(exchange, "id").orElse("");
        visible(exchange, id)
                .ifPresentOrElse(
                        incident -> Replies.json(
                                exchange,
                                200,
                                new IncidentAnswer(clock.instant(), IncidentView.of(incident), deliveriesOf(id))),
                        () -> noIncident(exchange, id));
    }

    private void deliveries(HttpServerExchange exchange) {
        Optional<String> id = parameter(exchange, "incidentId");
        if (id.isEmpty()) {
            invalid(exchange, "incidentId", "is required");
        } else if (visible(exchange, id.get()).isEmpty()) {
            noIncident(exchange, id.get());
        } else {
            Replies.json(exchange, 200, new DeliveryList(clock.instant(), deliveriesOf(id.get())));
        }
    }

    private Optional<Announcement> visible(HttpServerExchange exchange, String id) {
        Credential credential = Guard.credential(exchange);
        return incidents
                .find(id)
                .filter(incident ->
                        credential.reaches(incident.change().series().appKey()));
    }

    private boolean isVisible(String appKey, Credential credential) {
        return credential.reaches(appKey) && (apps.find(appKey).isPresent() || hasIncident(appKey));
    }

    private boolean hasIncident(String appKey) {
        return !incidents
                .list(incident -> incident.change().series().appKey().equals(appKey), 1)
                .isEmpty();
    }

    private static boolean fits(
            Announcement incident, Credential credential, Optional<String> appKey, Optional<String> state) {
        String owner = incident.change().series().appKey();
        return credential.reaches(owner)
                && appKey.map(owner::equals).orElse(true)
                && state.map(IncidentView.stateOf(incident)::equals).orElse(true);
    }

    private List<DeliveryView> deliveriesOf(String id) {
        return incidents.deliveriesOf(id).stream().map(DeliveryView::of).toList();
    }

    private static Optional<Integer> limit(HttpServerExchange exchange) {
        try {
            int limit = parameter(exchange, "limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
            return limit < 1 || limit > MAX_LIMIT ? Optional.empty() : Optional.of(limit);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(HttpServerExchange exchange, String name) {
        return Optional.ofNullable(exchange.getQueryParameters().get(name)).map(Deque::peekFirst);
    }

    private static void invalid(HttpServerExchange exchange, String field, String reason) {
        Replies.problem(
                exchange,
                Problem.of(400, "invalid-parameter", field + " " + reason)
                        .withErrors(List.of(Problem.Fault.of(field, "invalid", reason))));
    }

    private static void noIncident(HttpServerExchange exchange, String id) {
        notFound(exchange, "unknown-incident", "there is no incident " + id);
    }

    private static void notFound(HttpServerExchange exchange, String code, String detail) {
        Replies.problem(exchange, Problem.of(404, code, detail));
    }

    private record IncidentList(Instant asOf, List<IncidentView> incidents) {}

    private record IncidentAnswer(Instant asOf, IncidentView incident, List<DeliveryView> deliveries) {}

    private record DeliveryList(Instant asOf, List<DeliveryView> deliveries) {}
}
