package slipstream.standalone.demo;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real small HTTP app: a health check, an iframe, and receivers of webhooks and installation callbacks. */
final class DemoApp implements AutoCloseable {
    private final Temper temper;
    private final InstantSource clock;
    private final Undertow server;
    private volatile Instant healthFailsUntil = Instant.EPOCH;

    private DemoApp(Temper temper, int port, InstantSource clock) {
        this.temper = temper;
        this.clock = clock;
        this.server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(4)
                .setHandler(this::answer)
                .build();
    }

    static DemoApp start(Temper temper, int port, InstantSource clock) {
        DemoApp app = new DemoApp(temper, port, clock);
        app.server.start();
        return app;
    }

    Temper temper() {
        return temper;
    }

    void failHealthUntil(Instant end) {
        healthFailsUntil = end;
    }

    String url() {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return "http://127.0.0.1:" + port;
    }

    /** What the catalogue should know of the app. */
    Map<String, Object> registration() {
        return Map.of(
                "name", temper.name(),
                "partnerName", "Slipstream Demo",
                "products", List.of("jira", "confluence"),
                "baseUrls", List.of(Map.of("url", url(), "healthPath", "/health")),
                "contacts", List.of("oncall@" + temper.key().substring("com.example.".length()) + ".example"));
    }

    private void answer(HttpServerExchange exchange) {
        long delayMillis = temper.delay().toMillis();
        if (delayMillis == 0) {
            answerNow(exchange);
        } else {
            exchange.dispatch(() ->
                    exchange.getIoThread().executeAfter(() -> answerNow(exchange), delayMillis, TimeUnit.MILLISECONDS));
        }
    }

    private void answerNow(HttpServerExchange exchange) {
        boolean healthCheck = exchange.getRequestPath().equals("/health");
        boolean broken = healthCheck && clock.instant().isBefore(healthFailsUntil);
        exchange.setStatusCode(broken ? 503 : 200);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(broken ? "the database is away\n" : temper.name() + " is fine\n");
    }

    @Override
    public void close() {
        server.stop();
    }

    /**
     * How an app behaves.
     *
     * @param key its app key
     * @param name its display name
     * @param delay how long it thinks before it answers
     */
    record Temper(String key, String name, Duration delay) {}
}
