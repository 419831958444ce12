package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Rejected;

@DisplayName("The books of what entered")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class AccountingTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String APP = "com.example.accounted";
    private static final int MOST_SERIES = 1_000;

    @Test
    void balance_from_the_request_to_the_cell(RunningSlipstream slipstream) {
        slipstream.register(APP);
        Metrics processorBefore = processor(slipstream);
        Metrics gatewayBefore = gateway(slipstream);
        Instant now = slipstream.clock().instant();

        slipstream.client().report(Deliveries.of(APP, "twice", now, 20, 0));
        slipstream.client().report(Deliveries.of(APP, "twice", now, 20, 0));
        slipstream.client().report(ofEveryOtherFate(now));
        slipstream.client().report(checks(now, MOST_SERIES + 2));

        await().atMost(DEADLINE).untilAsserted(() -> {
            Metrics gateway = gateway(slipstream);
            Metrics processor = processor(slipstream);
            assertThat(gateway.sum("slipstream_events_received_total"))
                    .isEqualTo(gateway.sum("slipstream_events_admitted_total")
                            + gateway.sum("slipstream_events_refused_total"));
            assertThat(gateway.sum("slipstream_events_admitted_total"))
                    .isEqualTo(gateway.sum("slipstream_events_published_total")
                            + gateway.sum("slipstream_events_failed_total"));
            assertThat(processor.sum("slipstream_processor_records_total") - processor.records("tick"))
                    .isEqualTo(gateway.sum("slipstream_events_published_total"));
        });
        Metrics gateway = gateway(slipstream);
        Metrics processor = processor(slipstream);
        assertThat(gateway.refused("event-too-old") - gatewayBefore.refused("event-too-old"))
                .isEqualTo(1);
        assertThat(gateway.refused("unknown-product") - gatewayBefore.refused("unknown-product"))
                .isEqualTo(1);
        assertThat(processor.records("duplicate") - processorBefore.records("duplicate"))
                .isEqualTo(20);
        assertThat(processor.records("excluded") - processorBefore.records("excluded"))
                .isEqualTo(1);
        assertThat(processor.records("opened") - processorBefore.records("opened"))
                .isEqualTo(1);
        assertThat(processor.records("abandoned") - processorBefore.records("abandoned"))
                .isEqualTo(1);
        // Deliveries and iframe loads are two of the series that the app may have.
        assertThat(processor.records("too-many-series") - processorBefore.records("too-many-series"))
                .isEqualTo(4);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(reasonsOfRejected(slipstream))
                .containsExactlyInAnyOrder(
                        "too-late", "too-many-series", "too-many-series", "too-many-series", "too-many-series"));
    }

    private static List<Map<String, Object>> ofEveryOtherFate(Instant now) {
        String load = "load of " + APP;
        return List.of(
                event("old", now.minus(Duration.ofDays(32)), "webhook-delivery", "jira", "status", 200),
                event("nowhere", now, "webhook-delivery", "bitbucket", "status", 200),
                with(event("early", now, "webhook-delivery", "jira", "status", 500), "rolloutGroup", "EAP"),
                with(event("s", now, "iframe-load", "jira", "loadId", load), "phase", "started"),
                with(event("e", now, "iframe-load", "jira", "loadId", load + " 2"), "phase", "destroyed"),
                with(event("f", now, "iframe-load", "jira", "loadId", load + " 3"), "phase", "timeout"));
    }

    private static List<Map<String, Object>> checks(Instant now, int count) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            checks.add(
                    with(event("check-" + i, now, "synthetic", "jira", "check", "check " + i), "outcome", "SUCCESS"));
        }
        return checks;
    }

    private static Map<String, Object> event(
            String id, Instant at, String sli, String product, String field, Object value) {
        return Map.of(
                "id", id, "appKey", APP, "occurredAt", at.toString(), "sli", sli, "product", product, field, value);
    }

    private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        Map<String, Object> more = new HashMap<>(event);
        more.put(field, value);
        return more;
    }

    private static List<String> reasonsOfRejected(RunningSlipstream slipstream) {
        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            return reader.<Rejected>readAll(Topics.REJECTED).stream()
                    .filter(rejected -> rejected.getAppKey().equals(APP))
                    .map(Rejected::getReason)
                    .toList();
        }
    }

    private static Metrics gateway(RunningSlipstream slipstream) {
        return Metrics.of(slipstream.standalone().endpoints().gateway());
    }

    private static Metrics processor(RunningSlipstream slipstream) {
        return Metrics.of(slipstream.standalone().endpoints().processor());
    }

    /** What a service says of itself, in Prometheus' text format. */
    private record Metrics(String text) {
        static Metrics of(String service) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/metrics"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            try {
                return new Metrics(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("no metrics of " + service, e);
            }
        }

        long sum(String name) {
            return Math.round(text.lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum());
        }

        long records(String outcome) {
            return sum("slipstream_processor_records_total{outcome=\"" + outcome + "\"}");
        }

        long refused(String code) {
            return sum("slipstream_events_refused_total{code=\"" + code + "\"}");
        }
    }
}
