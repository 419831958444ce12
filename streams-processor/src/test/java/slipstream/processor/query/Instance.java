package slipstream.processor.query;

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
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;
import slipstream.processor.slo.Programme;
import slipstream.processor.slo.Timeline;

/** The REST API of one of several instances. */
final class Instance implements AutoCloseable {
    static final String APP = "com.example.app";

    final Timeline timeline = new Timeline().tickUntil(10_000);
    final Whereabouts where = new Whereabouts(timeline);

    private final HttpServer server = HttpServer.start(
            new HttpSettings("127.0.0.1", 0),
            new AppQueries(where, APP::equals, Programme.four().windows(), Duration.ofMillis(300))
                    .routes(token -> Optional.of(new Credential("1", Set.of(Scope.READ), Set.of(APP)))),
            new Health(),
            Metrics.registry());

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    HttpResponse<String> slis() throws Exception {
        return get("/v1/apps/" + APP + "/slis");
    }

    HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "Bearer any")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
