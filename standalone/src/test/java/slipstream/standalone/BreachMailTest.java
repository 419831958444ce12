package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.kit.http.Json;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Transition;

@DisplayName("One observation, all the way to one breach mail")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class BreachMailTest {
    private static final Pattern INCIDENT_DATA =
            Pattern.compile("<script type=\"application/json\" id=\"incident-data\">(.*?)</script>", Pattern.DOTALL);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void a_breach_is_told_once_and_its_end_once_and_both_are_public_records(RunningSlipstream slipstream)
            throws Exception {
        String appKey = "com.example.breach-mail";
        slipstream.register(appKey);
        Instant seen = slipstream.clock().instant();
        slipstream.client().report(Deliveries.of(appKey, "first", seen, 27, 3));

        slipstream.clock().passUntilMinuteIsJudged();
        JsonNode opened = incidentData(slipstream.awaitMails(appKey, 1).get(0));

        assertThat(fieldNames(opened))
                .containsExactly(
                        "appKey",
                        "appDetails",
                        "incidentId",
                        "incidentStatus",
                        "time",
                        "metricName",
                        "metricUnit",
                        "measurementDurationSeconds",
                        "sliValue",
                        "sloValue");
        assertThat(opened.get("appKey").asText()).isEqualTo(appKey);
        assertThat(opened.get("appDetails").get("name").asText()).isEqualTo("App <" + appKey + ">");
        assertThat(opened.get("appDetails").get("partnerName").asText()).isEqualTo("Partner & Sons");
        assertThat(opened.get("incidentStatus").asText()).isEqualTo("ANOMALOUS");
        assertThat(opened.get("time").asText()).matches("....-..-..T..:..:00Z");
        assertThat(Instant.parse(opened.get("time").asText())).isAfter(seen);
        assertThat(opened.get("metricName").asText()).isEqualTo("Jira Webhook Delivery Success Rate");
        assertThat(opened.get("metricUnit").asText()).isEqualTo("PERCENT");
        assertThat(opened.get("measurementDurationSeconds").asInt()).isEqualTo(900);
        assertThat(opened.get("sliValue").decimalValue()).isEqualByComparingTo("90");
        assertThat(opened.get("sloValue").decimalValue()).isEqualByComparingTo("99");
        JsonNode schema =
                slipstream.get(slipstream.standalone().endpoints().alerter() + "/v1/incident-data.schema.json");
        assertThat(SchemaCheck.faults(schema, opened)).isEmpty();

        slipstream.clock().pass(Duration.ofMinutes(10));
        slipstream
                .client()
                .report(Deliveries.of(appKey, "later", slipstream.clock().instant(), 5, 0));
        slipstream.clock().pass(Duration.ofMinutes(7));
        List<JsonNode> mails = slipstream.awaitMails(appKey, 2);
        JsonNode resolved = incidentData(mails.get(1));

        assertThat(resolved.get("incidentStatus").asText()).isEqualTo("OK");
        assertThat(resolved.get("incidentId")).isEqualTo(opened.get("incidentId"));
        assertThat(resolved.get("sliValue").decimalValue()).isEqualByComparingTo("100");
        assertThat(SchemaCheck.faults(schema, resolved)).isEmpty();
        assertThat(mails.get(1).get("subject")).isEqualTo(mails.get(0).get("subject"));

        slipstream.clock().pass(Duration.ofMinutes(5));
        assertThat(transitions(slipstream, appKey)).containsExactly(Transition.OPENED, Transition.RESOLVED);
        assertThat(slipstream.mailsOf(appKey)).hasSize(2);
    }

    @Test
    void an_app_that_does_not_answer_its_health_check_breaches_and_is_fine_again_later(RunningSlipstream slipstream) {
        String appKey = "com.example.probed";
        try (FlakyApp app = FlakyApp.start()) {
            app.answerWith(503);
            slipstream.client().putApp(appKey, app.registration("Probed", RunningSlipstream.contactOf(appKey)));
            await().atMost(DEADLINE).until(() -> app.asked() >= 2);
            slipstream.clock().passUntilMinuteIsJudged();
            JsonNode opened = incidentData(slipstream.awaitMails(appKey, 1).get(0));
            assertThat(opened.get("metricName").asText()).isEqualTo("App Availability Success Rate");
            assertThat(opened.get("sliValue").decimalValue()).isEqualByComparingTo("0");

            app.answerWith(200);
            slipstream.clock().pass(Duration.ofMinutes(10));
            int before = app.asked();
            await().atMost(DEADLINE).until(() -> app.asked() >= before + 2);
            slipstream.clock().pass(Duration.ofMinutes(7));

            JsonNode resolved = incidentData(slipstream.awaitMails(appKey, 2).get(1));
            assertThat(resolved.get("incidentStatus").asText()).isEqualTo("OK");
            assertThat(resolved.get("incidentId")).isEqualTo(opened.get("incidentId"));
        }
    }

    private static List<Transition> transitions(RunningSlipstream slipstream, String appKey) {
        List<Transition> transitions = new ArrayList<>();
        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            for (Breach breach : reader.<Breach>readAll(Topics.BREACHES)) {
                if (breach.getAppKey().equals(appKey)) {
                    transitions.add(breach.getTransition());
                }
            }
        }
        return transitions;
    }

    private static JsonNode incidentData(JsonNode mail) {
        Matcher script = INCIDENT_DATA.matcher(mail.get("html").asText());
        assertThat(script.find()).as("incident data in the mail").isTrue();
        try {
            return Json.mapper()
                    .reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(script.group(1));
        } catch (java.io.IOException e) {
            throw new AssertionError(script.group(1), e);
        }
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
