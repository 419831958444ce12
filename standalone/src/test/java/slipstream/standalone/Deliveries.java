package slipstream.standalone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Webhook deliveries as tests report them. */
final class Deliveries {
    private Deliveries() {}

    static List<Map<String, Object>> of(String appKey, String idPrefix, Instant at, int good, int bad) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < good + bad; i++) {
            events.add(Map.of(
                    "id",
                    idPrefix + "-" + i,
                    "appKey",
                    appKey,
                    "sli",
                    "webhook-delivery",
                    "product",
                    "jira",
                    "occurredAt",
                    at.toString(),
                    "status",
                    i < good ? 200 : 503));
        }
        return events;
    }
}
