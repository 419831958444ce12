package slipstream.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import slipstream.kit.http.Json;

/** Speaks to a running Slipstream: registers apps, reports events, reads windows. */
public final class SlipstreamClient {
    private static final int EVENTS_PER_REQUEST = 1_000;

    private final Endpoints endpoints;
    private final HttpCalls calls;

    public SlipstreamClient(Endpoints endpoints, String token) {
        this.endpoints = endpoints;
        this.calls = new HttpCalls(token);
    }

    /** Registers an app, or changes its registration. */
    public void putApp(String appKey, Map<String, Object> registration) {
        calls.send("PUT", endpoints.gateway() + "/v1/apps/" + encoded(appKey), Json.bytes(registration))
                .orFail(200, 201, 204);
    }

    /** The keys of all registered apps. */
    public List<String> appKeys() {
        List<String> keys = new ArrayList<>();
        JsonNode apps =
                calls.get(endpoints.gateway() + "/v1/apps").orFail(200).json().path("apps");
        apps.forEach(app -> keys.add(app.path("appKey").asText()));
        return keys;
    }

    /** Makes an API token and answers it; it is shown this once. */
    public JsonNode createToken(Map<String, Object> wanted) {
        return calls.send("POST", endpoints.gateway() + "/v1/tokens", Json.bytes(wanted))
                .orFail(200, 201)
                .json();
    }

    /** All API tokens, without what is secret in them. */
    public JsonNode tokens() {
        return calls.get(endpoints.gateway() + "/v1/tokens").orFail(200).json();
    }

    /** Objectives as code. */
    public ObjectiveCalls objectives() {
        return new ObjectiveCalls(endpoints.gateway(), calls);
    }

    /** Reports observations, as many as there are, and tells what became of them. */
    public Reported report(List<? extends Map<String, ?>> events) {
        Reported all = new Reported(0, 0, List.of());
        for (int from = 0; from < events.size(); from += EVENTS_PER_REQUEST) {
            int to = Math.min(events.size(), from + EVENTS_PER_REQUEST);
            all = all.plus(reportAtOnce(events.subList(from, to)));
        }
        return all;
    }

    private Reported reportAtOnce(List<? extends Map<String, ?>> events) {
        HttpCalls.Answer answer = calls.send("POST", endpoints.gateway() + "/v1/events", Json.bytes(events));
        if (answer.status() == 422) {
            return new Reported(0, events.size(), List.of(answer.body()));
        }
        JsonNode body = answer.orFail(202).json();
        List<String> reasons = new ArrayList<>();
        for (JsonNode item : body.path("items")) {
            if (item.path("status").asText().equals("refused")) {
                reasons.add(
                        item.path("id").asText() + ": " + item.path("reason").asText());
            }
        }
        return new Reported(body.path("accepted").asInt(), body.path("refused").asInt(), reasons);
    }

    /** The windows of an app, as of now. */
    public JsonNode slis(String appKey) {
        return calls.get(endpoints.processor() + "/v1/apps/" + encoded(appKey) + "/slis")
                .orFail(200)
                .json();
    }

    /** The windows of an app, as of a past instant. */
    public JsonNode slis(String appKey, Instant at) {
        return calls.get(endpoints.processor() + "/v1/apps/" + encoded(appKey) + "/slis?at=" + at)
                .orFail(200)
                .json();
    }

    /** The cells of a series between two instants. */
    public JsonNode history(String appKey, String sli, String scope, Instant from, Instant to, String step) {
        String query = "?scope=" + encoded(scope) + "&from=" + from + "&to=" + to + "&step=" + step;
        return calls.get(endpoints.processor() + "/v1/apps/" + encoded(appKey) + "/slis/" + sli + "/history" + query)
                .orFail(200)
                .json();
    }

    /** The incidents of an app, open or not. */
    public JsonNode incidents(String appKey) {
        return calls.get(endpoints.alerter() + "/v1/incidents?appKey=" + encoded(appKey))
                .orFail(200)
                .json();
    }

    /** Makes an exclusion, or changes it. */
    public JsonNode putExclusion(String appKey, String id, Map<String, ?> wanted) {
        return calls.send("PUT", exclusionsOf(endpoints.gateway(), appKey) + "/" + encoded(id), Json.bytes(wanted))
                .orFail(200, 201)
                .json();
    }

    /** What an exclusion would do, were it decided. */
    public JsonNode previewExclusion(String appKey, Map<String, ?> wanted) {
        return calls.send("POST", exclusionsOf(endpoints.processor(), appKey) + "/preview", Json.bytes(wanted))
                .orFail(200)
                .json();
    }

    /** Takes an exclusion back; it stays in the audit trail. */
    public void removeExclusion(String appKey, String id) {
        calls.send("DELETE", exclusionsOf(endpoints.gateway(), appKey) + "/" + encoded(id), new byte[0])
                .orFail(204);
    }

    /** The exclusions that an app has; with those that were taken back when asked for history. */
    public JsonNode exclusions(String appKey, boolean history) {
        return calls.get(exclusionsOf(endpoints.gateway(), appKey) + (history ? "?history=true" : ""))
                .orFail(200)
                .json();
    }

    /** Who made what of an exclusion, and when: every revision. */
    public JsonNode exclusionRevisions(String appKey, String id) {
        return calls.get(exclusionsOf(endpoints.gateway(), appKey) + "/" + encoded(id) + "/revisions")
                .orFail(200)
                .json();
    }

    private static String exclusionsOf(String service, String appKey) {
        return service + "/v1/apps/" + encoded(appKey) + "/exclusions";
    }

    /** What the gateway answers to a request body, whatever it is. */
    public int statusOfReport(List<? extends Map<String, ?>> events) {
        return calls.once("POST", endpoints.gateway() + "/v1/events", Json.bytes(events))
                .status();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
