package slipstream.gateway.http;

import io.undertow.Handlers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Edition;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.admission.WrittenBooks;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Guard;
import slipstream.kit.access.KnownTokens;
import slipstream.kit.access.Scope;
import slipstream.kit.access.TokenHash;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;

/** The route on a real HTTP server, called with a token that reaches the app "app" but not the app "foreign". */
final class GuardedPostEvents implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    final RecordedPublisher publisher = new RecordedPublisher();
    final WrittenBooks books = new WrittenBooks();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    GuardedPostEvents() {
        InstantSource clock = InstantSource.fixed(NOW);
        KnownTokens tokens = new KnownTokens(clock);
        tokens.learn(new Credential("t", Set.of(Scope.WRITE), Set.of("app")), TokenHash.sha256("token"), null);
        Apps apps = key -> Set.of("app", "foreign").contains(key) ? Optional.of(app(key)) : Optional.empty();
        PostEvents post =
                new PostEvents(apps, new AdmissionPolicy(Edition.DEFAULT), publisher, publisher, books, clock);
        server = HttpServer.start(
                new HttpSettings("127.0.0.1", 0),
                Handlers.routing().post("/v1/events", Guard.requires(Scope.WRITE, tokens, post)),
                new Health(),
                Metrics.registry());
    }

    private static Registration app(String key) {
        return new Registration(
                key,
                "An app",
                "A partner",
                List.of("jira"),
                List.of(new BaseUrl("https://a.example.com", "/")),
                List.of(),
                null,
                Set.of(),
                null,
                NOW);
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request(body, "application/json"), BodyHandlers.ofString());
    }

    HttpResponse<String> postLines(String body) throws IOException, InterruptedException {
        return client.send(request(body, "application/x-ndjson"), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(String body) {
        return client.sendAsync(request(body, "application/json"), BodyHandlers.ofString());
    }

    HttpResponse<String> post(byte[] body, String type) throws IOException, InterruptedException {
        return client.send(request(BodyPublishers.ofByteArray(body), type), BodyHandlers.ofString());
    }

    private HttpRequest request(String body, String type) {
        return request(BodyPublishers.ofString(body), type);
    }

    private HttpRequest request(HttpRequest.BodyPublisher body, String type) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/events"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer token")
                .header("Content-Type", type)
                .POST(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
