package slipstream.gateway.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.Circumstances;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Refusal;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.admission.Source;
import slipstream.gateway.publishing.token.SignedRequest;
import slipstream.gateway.publishing.token.TokenCheck;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;
import slipstream.kit.http.Replies;
import slipstream.kit.http.RequestBody;

/**
 * {@code PUT …/addons-metrics/{appKey}/publish} of one product: everything or nothing is published, and 200 is answered
 * once it is durable. The body is not read before the token has been checked.
 */
final class PutMetrics implements HttpHandler {
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Product product;
    private final TokenCheck tokens;
    private final Apps apps;
    private final AdmissionPolicy policy;
    private final EventPublisher publisher;
    private final MetricsReader reader;
    private final int faultStatus;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    PutMetrics(
            Product product,
            TokenCheck tokens,
            Apps apps,
            AdmissionPolicy policy,
            EventPublisher publisher,
            PublishingSettings settings,
            InstantSource clock,
            MeterRegistry metrics) {
        this.product = product;
        this.tokens = tokens;
        this.apps = apps;
        this.policy = policy;
        this.publisher = publisher;
        this.reader = new MetricsReader(settings.moduleKeys());
        this.faultStatus = settings.faultStatus();
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        SignedRequest request = PublishRequest.signed(exchange, product.contextPrefix());
        tokens.check(request, clock.instant())
                .match(
                        installation -> readBody(request.appKey(), installation.site(), exchange),
                        fault -> forbid(exchange, fault.code(), fault.explanation()));
    }

    private void readBody(String appKey, String site, HttpServerExchange exchange) {
        boolean registered = apps.app(appKey)
                .map(app -> app.products().contains(product.id()))
                .orElse(false);
        if (!registered) {
            forbid(exchange, "app-not-in-product", "No such app is registered for this product.");
            return;
        }
        Optional<IntFunction<String>> names = PublishRequest.names(exchange);
        if (names.isEmpty()) {
            exchange.setPersistent(false);
            answer(
                    exchange,
                    Problem.of(
                            StatusCodes.BAD_REQUEST,
                            "idempotency-key",
                            "Idempotency-Key must be 1 to 100 visible ASCII characters, and begin neither with ~ nor with load:"));
            return;
        }
        RequestBody.read(exchange, MAX_BODY_BYTES, body -> take(appKey, site, names.get(), body, exchange));
    }

    private void take(String appKey, String site, IntFunction<String> names, byte[] body, HttpServerExchange exchange) {
        MetricsReader.Reading reading = reader.read(product.id(), body);
        if (reading.tooMany()) {
            answer(
                    exchange,
                    Problem.of(
                            StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                            "too-many-elements",
                            "at most " + MetricsReader.MAX_ELEMENTS + " elements in one request"));
        } else if (!reading.faults().isEmpty()) {
            refuse(exchange, reading.faults());
        } else {
            admit(appKey, site, names, reading.metrics(), exchange);
        }
    }

    private void admit(
            String appKey,
            String site,
            IntFunction<String> names,
            List<PublishedMetric> published,
            HttpServerExchange exchange) {
        Instant now = clock.instant();
        Optional<Registration> app = apps.app(appKey);
        List<AdmittedEvent> events = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < published.size(); index++) {
            int place = index;
            Observation observation = new Observation(
                    names.apply(index),
                    appKey,
                    now,
                    Source.APP,
                    published.get(index).finding(product.id()),
                    Circumstances.ordinaryOn(site));
            policy.decide(observation, app, now).match(events::add, refusal -> faults.add(fault(place, refusal)));
        }
        if (faults.isEmpty()) {
            publish(events, exchange);
        } else {
            refuse(exchange, faults);
        }
    }

    private void publish(List<AdmittedEvent> events, HttpServerExchange exchange) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            var unused = publisher
                    .publish(events)
                    .whenCompleteAsync((done, lost) -> confirm(events.size(), lost, exchange), exchange.getIoThread());
        });
    }

    private void confirm(int published, @Nullable Throwable lost, HttpServerExchange exchange) {
        if (lost == null) {
            count("published");
            Replies.json(exchange, StatusCodes.OK, Map.of("published", published));
        } else {
            answer(
                    exchange,
                    Problem.of(
                            StatusCodes.SERVICE_UNAVAILABLE,
                            "not-durable",
                            "Not everything could be stored; send it again with the same Idempotency-Key."));
        }
    }

    private void refuse(HttpServerExchange exchange, List<Fault> faults) {
        answer(
                exchange,
                Problem.of(faultStatus, "invalid-metrics", "Nothing was published: the body has faults.")
                        .withErrors(faults));
    }

    private void forbid(HttpServerExchange exchange, String code, String explanation) {
        exchange.setPersistent(false);
        answer(exchange, Problem.of(StatusCodes.FORBIDDEN, code, explanation));
    }

    private void answer(HttpServerExchange exchange, Problem problem) {
        count(problem.code());
        Replies.problem(exchange, problem);
    }

    private void count(String outcome) {
        metrics.counter("slipstream.publishing.requests", "product", product.id(), "outcome", outcome)
                .increment();
    }

    private static Fault fault(int index, Refusal refusal) {
        return new Fault(index, refusal.field(), refusal.code(), refusal.reason());
    }
}
