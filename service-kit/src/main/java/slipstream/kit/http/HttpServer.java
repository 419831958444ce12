package slipstream.kit.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import slipstream.kit.run.Health;

/** An HTTP server: the routes of a service, and beside them health and metrics. */
public final class HttpServer implements AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    /** A body up to so many times the limit is read to its end and thrown away, so that the 413 reaches the client. */
    private static final long DRAIN_FACTOR = 2;

    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_PARAMETERS = 100;

    private final Undertow undertow;
    private final GracefulShutdownHandler inFlight;

    private HttpServer(Undertow undertow, GracefulShutdownHandler inFlight) {
        this.undertow = undertow;
        this.inFlight = inFlight;
    }

    /** Starts listening; throws when the port is taken. */
    public static HttpServer start(
            HttpSettings settings, HttpHandler routes, Health health, PrometheusMeterRegistry metrics) {
        HttpHandler all = Handlers.path(routes)
                .addExactPath("/health/live", exchange -> Replies.json(exchange, 200, Map.of("status", "live")))
                .addExactPath("/health/ready", exchange -> answerReadiness(health, exchange))
                .addExactPath("/metrics", exchange -> answerMetrics(metrics, exchange));
        GracefulShutdownHandler inFlight = Handlers.gracefulShutdown(all);
        int idleMillis = Math.toIntExact(settings.idleTimeout().toMillis());
        Undertow undertow = Undertow.builder()
                .addHttpListener(settings.port(), settings.host())
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, DRAIN_FACTOR * settings.maxBodyBytes())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, idleMillis)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, idleMillis)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleMillis)
                .setServerOption(UndertowOptions.DECODE_URL, true)
                .setHandler(new RequestDeadline(
                        settings.requestDeadline(), new HttpContinueReadHandler(new ProblemAnswers(inFlight))))
                .build();
        undertow.start();
        return new HttpServer(undertow, inFlight);
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Takes no more requests, lets those in flight end within a deadline, and stops. */
    @Override
    public void close() {
        inFlight.shutdown();
        try {
            inFlight.awaitShutdown(CLOSE_DEADLINE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            undertow.stop();
        }
    }

    private static void answerReadiness(Health health, HttpServerExchange exchange) {
        List<Health.Failing> failing = health.failing();
        if (failing.isEmpty()) {
            Replies.json(exchange, 200, Map.of("status", "ready", "failing", failing));
        } else {
            Replies.json(exchange, 503, Map.of("status", "not-ready", "failing", failing));
        }
    }

    private static void answerMetrics(PrometheusMeterRegistry metrics, HttpServerExchange exchange) {
        byte[] text = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        Replies.send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", text);
    }
}
