package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import slipstream.kit.http.Json;
import slipstream.standalone.client.Endpoints;
import slipstream.standalone.client.SlipstreamClient;

/** All of Slipstream, started for tests with a clock that they move. */
public record RunningSlipstream(Standalone standalone, TestClock clock) implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final List<ServicePorts> ALL_PORTS = List.of(ServicePorts.values());

    static RunningSlipstream start() {
        return start(Map.of());
    }

    /** One with settings of its own; whoever starts it closes it. */
    static RunningSlipstream start(Map<String, String> more) {
        TestClock clock = new TestClock();
        GivenOptions given = GivenOptions.of(TestDirectory.fresh("slipstream"), anywhere(more));
        return new RunningSlipstream(ready(Standalone.launch(StandaloneSettings.read(given), clock)), clock);
    }

    static Standalone ready(Standalone standalone) {
        await().atMost(DEADLINE).until(standalone::ready);
        return standalone;
    }

    /** Settings with any free port for everything, and a clock that ticks often. */
    static Map<String, String> anywhere(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        ALL_PORTS.forEach(service -> settings.putIfAbsent(service.setting(), "0"));
        settings.putIfAbsent("gateway.tick-interval", "100ms");
        settings.putIfAbsent("prober.interval", "5s");
        return settings;
    }

    public SlipstreamClient client() {
        return standalone.operator();
    }

    /** Registers an app that nobody probes, with one contact of its own. */
    public void register(String appKey) {
        client().putApp(
                        appKey,
                        Map.of(
                                "name",
                                "App <" + appKey + ">",
                                "partnerName",
                                "Partner & Sons",
                                "products",
                                List.of("jira", "confluence"),
                                "contacts",
                                List.of(contactOf(appKey))));
    }

    static String contactOf(String appKey) {
        return "oncall@" + appKey;
    }

    /** The mails that an app's contact was sent, oldest first. */
    public List<JsonNode> mailsOf(String appKey) {
        List<JsonNode> mails = new ArrayList<>();
        for (JsonNode mail : mails(standalone.endpoints())) {
            if (mail.path("to").toString().contains(contactOf(appKey))) {
                mails.add(mail);
            }
        }
        return mails;
    }

    /** Waits until the app's contact has that many mails. */
    public List<JsonNode> awaitMails(String appKey, int count) {
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(mailsOf(appKey)).hasSizeGreaterThanOrEqualTo(count));
        return mailsOf(appKey);
    }

    static List<JsonNode> mails(Endpoints endpoints) {
        List<JsonNode> mails = new ArrayList<>();
        get(endpoints.mails() + "/api/mails", "").forEach(mails::add);
        return mails;
    }

    public JsonNode get(String url) {
        return get(url, standalone.operatorToken());
    }

    private static JsonNode get(String url, String token) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + token)
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return Json.mapper().readTree(body);
        } catch (Exception e) {
            throw new AssertionError("GET " + url, e);
        }
    }

    @Override
    public void close() {
        standalone.close();
    }
}
