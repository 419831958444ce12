package slipstream.benchmarks;

import java.time.Instant;
import slipstream.schemas.avro.Sli;

/**
 * An observation as somebody reports it to the gateway, of now.
 *
 * @param app the app's number
 * @param sli what was observed
 * @param id names it within the app
 * @param good whether all went well
 */
record Observed(int app, Sli sli, String id, boolean good) {
    private static final int OK = 200;
    private static final int FAILED = 503;

    String json() {
        String start = "{\"id\":\"%s\",\"appKey\":\"%s\",\"occurredAt\":\"%s\",\"site\":\"site-0001.example.net\","
                .formatted(id, EventStream.appKey(app), Instant.now());
        int status = good ? OK : FAILED;
        return start
                + switch (sli) {
                    case AVAILABILITY ->
                        "\"sli\":\"availability\",\"baseUrl\":\"%s\",\"status\":%d,\"durationMillis\":84}"
                                .formatted(EventStream.scope(app, sli), status);
                    case IFRAME_LOAD ->
                        "\"sli\":\"iframe-load\",\"product\":\"jira\",\"loadId\":\"%s\",\"phase\":\"%s\",\"durationMillis\":950}"
                                .formatted(id, good ? "established" : "timeout");
                    case INSTALLATION_CALLBACK ->
                        "\"sli\":\"installation-callback\",\"product\":\"jira\",\"status\":%d,\"durationMillis\":120}"
                                .formatted(status);
                    default ->
                        "\"sli\":\"webhook-delivery\",\"product\":\"jira\",\"status\":%d,\"durationMillis\":120}"
                                .formatted(status);
                };
    }
}
