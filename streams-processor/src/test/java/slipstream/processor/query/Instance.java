package slipstream.processor.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Scope;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.http.Json;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;
import slipstream.processor.slo.Timeline;
import slipstream.processor.topology.OccurrencesByMinute;

/** The REST API of one of several instances; every token reaches every app but one that is called a stranger. */
final class Instance implements AutoCloseable {
    static final String APP = "com.example.app";
    static final String STRANGER = "com.example.stranger";

    final Timeline timeline = new Timeline().tickUntil(10_000);
    final Whereabouts where;

    private final HttpServer server;

    /** One that counts the only partition. */
    Instance() {
        where = new Whereabouts(timeline);
        server = started(Set.of(APP));
    }

    /** One of those that share so many partitions. */
    Instance(int partitions, Set<String> apps) {
        where = new Whereabouts(timeline, partitions);
        server = started(apps);
    }

    private HttpServer started(Set<String> apps) {
        Set<String> reached =
                apps.stream().filter(app -> !app.equals(STRANGER)).collect(java.util.stream.Collectors.toSet());
        return HttpServer.start(
                new HttpSettings("127.0.0.1", 0),
                new AppQueries(
                                where,
                                new Registered(apps),
                                OccurrencesByMinute::new,
                                () -> java.time.Instant.ofEpochMilli(
                                        timeline.partition().measuredThrough()),
                                Duration.ofMillis(300),
                                new Peers(Duration.ofSeconds(10)))
                        .routes(token -> Optional.of(new Credential("1", Set.of(Scope.READ), reached))),
                new Health(),
                Metrics.registry());
    }

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    HttpResponse<String> slis() throws Exception {
        return get("/v1/apps/" + APP + "/slis");
    }

    JsonNode json(String path) throws Exception {
        return Json.mapper().readTree(get(path).body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address() + path)));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(address() + path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder open) throws Exception {
        HttpRequest request = open.header("Authorization", "Bearer any").build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
