package slipstream.gateway.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.server.RoutingHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.Edition;
import slipstream.gateway.admission.InstalledSecret;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.publishing.token.SignedTokens;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;

/** The publishing API behind a real server, with one app that is installed once, and a publisher in memory. */
final class GatewayUnderTest implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String APP = "com.example.app";
    static final String EXCLUDING_APP = "com.example.excluding";
    static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";
    static final String PATH = "/rest/atlassian-connect/latest/addons-metrics/" + APP + "/publish";

    final List<AdmittedEvent> published = new CopyOnWriteArrayList<>();
    boolean brokerIsThere = true;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    GatewayUnderTest(PublishingSettings settings) {
        RoutingHandler routes = Handlers.routing();
        InstalledSecret site = new InstalledSecret(
                "client-key", "jira", "https://example.atlassian.net", InstalledSecret.State.INSTALLED, SECRET);
        new PublishingApi(
                        appKey -> List.of(site),
                        appKey ->
                                appKey.startsWith("com.example") ? Optional.of(registration(appKey)) : Optional.empty(),
                        new AdmissionPolicy(Edition.DEFAULT),
                        this::publish,
                        settings,
                        InstantSource.fixed(NOW),
                        Metrics.registry())
                .addTo(routes);
        server = HttpServer.start(new HttpSettings("127.0.0.1", 0), routes, new Health(), Metrics.registry());
    }

    private static Registration registration(String appKey) {
        List<String> products = appKey.endsWith("jira-only") ? List.of("jira") : List.of("jira", "confluence");
        Set<String> excludedSites = appKey.equals(EXCLUDING_APP) ? Set.of("https://example.atlassian.net") : Set.of();
        return new Registration(
                appKey, "App", "Partner", products, List.of(), List.of(), null, excludedSites, null, NOW);
    }

    private CompletableFuture<Void> publish(List<AdmittedEvent> events) {
        if (!brokerIsThere) {
            return CompletableFuture.failedFuture(new IOException("no broker"));
        }
        published.addAll(events);
        return CompletableFuture.completedFuture(null);
    }

    static String token(String appKey, String path) {
        return SignedTokens.of(appKey, "PUT", path, "", NOW).signedWith(SECRET);
    }

    HttpResponse<String> put(String path, String token, String body, String... headers) {
        return send(HttpRequest.BodyPublishers.ofString(body), path, token, headers);
    }

    HttpResponse<String> send(HttpRequest.BodyPublisher body, String path, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "JWT " + token)
                .PUT(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends the lines of a request's head, and no body; reads the head of the answer. */
    String sendHead(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
            StringBuilder text = new StringBuilder();
            while (!text.toString().endsWith("\r\n\r\n")) {
                int next = socket.getInputStream().read();
                assertThat(next).as("a byte after: %s", text).isNotNegative();
                text.append((char) next);
            }
            return text.toString();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
