package slipstream.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.standalone.client.SlipstreamClient;

/** A host on which an app is installed: it calls the app, and reports what it saw. */
final class Host {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ROUNDS_PER_INSTALLATION = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final DemoApp app;
    private final SlipstreamClient slipstream;
    private final InstantSource clock;
    private long round;

    Host(DemoApp app, SlipstreamClient slipstream, InstantSource clock) {
        this.app = app;
        this.slipstream = slipstream;
        this.clock = clock;
    }

    /** Delivers a webhook, loads the iframe, now and then installs the app; what was seen is reported in one request. */
    void visit() {
        try {
            slipstream.report(observe());
        } catch (RuntimeException unreported) {
            LOG.warn(
                    "what was seen of {} could not be reported: {}",
                    app.temper().key(),
                    unreported.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        round++;
    }

    private List<Map<String, Object>> observe() throws InterruptedException {
        String appKey = app.temper().key();
        Instant at = clock.instant();
        String id = "demo-live-" + at.toEpochMilli() + "-" + round;
        List<Map<String, Object>> seen = new ArrayList<>();

        Call webhook = call("POST", "/webhook");
        seen.add(Observations.webhook(id + "-w", appKey, at, webhook.status(), webhook.millis()));

        Instant loading = clock.instant();
        Call iframe = call("GET", "/frame");
        seen.add(Observations.iframeStarted(id + "-f", appKey, loading));
        seen.add(Observations.iframeEstablished(id + "-f", appKey, clock.instant(), iframe.millis()));

        if (round % ROUNDS_PER_INSTALLATION == 0) {
            Instant installing = clock.instant();
            Call installed = call("POST", "/installed");
            seen.add(Observations.installation(id + "-i", appKey, installing, installed.status(), installed.millis()));
        }
        return seen;
    }

    private Call call(String method, String path) throws InterruptedException {
        long from = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.url() + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        int status;
        try {
            status = http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            status = 504;
        }
        return new Call(status, (System.nanoTime() - from) / 1_000_000);
    }

    private record Call(int status, long millis) {}
}
