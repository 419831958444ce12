package slipstream.standalone.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What hosts report, in the words of {@code POST /v1/events}. */
final class Observations {
    private Observations() {}

    static Map<String, Object> webhook(String id, String appKey, Instant at, int status, long millis) {
        Map<String, Object> event = event(id, appKey, "webhook-delivery", "jira", at);
        event.put("status", status);
        event.put("durationMillis", millis);
        event.put("deliveryId", "delivery-" + id);
        event.put("attempt", 1);
        return event;
    }

    static Map<String, Object> installation(String id, String appKey, Instant at, int status, long millis) {
        Map<String, Object> event = event(id, appKey, "installation-callback", "confluence", at);
        event.put("status", status);
        event.put("durationMillis", millis);
        return event;
    }

    static Map<String, Object> iframeStarted(String id, String appKey, Instant at) {
        Map<String, Object> event = event(id + "-started", appKey, "iframe-load", "jira", at);
        event.put("loadId", id);
        event.put("phase", "started");
        event.put("moduleType", "generalPages");
        return event;
    }

    static Map<String, Object> iframeEstablished(String id, String appKey, Instant at, long millis) {
        Map<String, Object> event = event(id + "-established", appKey, "iframe-load", "jira", at);
        event.put("loadId", id);
        event.put("phase", "established");
        event.put("durationMillis", millis);
        event.put("moduleType", "generalPages");
        return event;
    }

    private static Map<String, Object> event(String id, String appKey, String sli, String product, Instant at) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("appKey", appKey);
        event.put("sli", sli);
        event.put("occurredAt", at.toString());
        event.put("product", product);
        event.put("site", "demo.example");
        event.put("region", "local");
        return event;
    }
}
