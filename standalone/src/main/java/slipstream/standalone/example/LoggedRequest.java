package slipstream.standalone.example;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request of an access log.
 *
 * @param line number of its line
 * @param time when it was made
 * @param site who made it
 * @param status what the web site answered
 */
public record LoggedRequest(long line, Instant time, String site, int status) {
    private static final int FIRST_ERROR = 400;

    /** Whether it counts as good when it is taken as a webhook delivery. */
    public boolean good() {
        return status < FIRST_ERROR;
    }

    LoggedRequest movedBy(Duration shift) {
        return new LoggedRequest(line, time.plus(shift), site, status);
    }

    /** The request as a host would report the delivery of a webhook. */
    public Map<String, Object> asDelivery(String appKey) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "line-" + line);
        event.put("appKey", appKey);
        event.put("sli", "webhook-delivery");
        event.put("occurredAt", time.toString());
        event.put("product", "jira");
        event.put("status", good() ? 200 : status);
        event.put("site", site);
        return event;
    }
}
