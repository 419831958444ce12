package slipstream.alerter.incident.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import slipstream.alerter.Samples;
import slipstream.alerter.incident.Found;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;
import slipstream.alerter.incident.Transition;

@DisplayName("Incident data")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentDataTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void is_the_documents_example_but_for_the_id() {
        assertThat(IncidentData.strict(Samples.opened()).replace(Samples.ID.text(), "FOotlQrY5ZQ"))
                .isEqualTo("{\"appKey\":\"com.example.appkey\",\"appDetails\":{\"name\":\"AppName\","
                        + "\"partnerName\":\"Atlassian\"},\"incidentId\":\"FOotlQrY5ZQ\",\"incidentStatus\":\"ANOMALOUS\","
                        + "\"time\":\"2022-03-24T15:40:00Z\","
                        + "\"metricName\":\"Jira Installation Callback Success Rate\",\"metricUnit\":\"PERCENT\","
                        + "\"measurementDurationSeconds\":86400,\"sliValue\":60.0,\"sloValue\":99.0}");
    }

    @Test
    void says_ok_when_the_incident_is_resolved() throws Exception {
        JsonNode data = JSON.readTree(IncidentData.strict(Samples.resolved()));
        assertThat(data.get("incidentStatus").asText()).isEqualTo("OK");
        assertThat(data.get("time").asText()).isEqualTo("2022-03-24T16:40:00Z");
        assertThat(data.get("incidentId").asText()).isEqualTo(Samples.ID.text());
    }

    @Test
    void has_further_fields_behind_the_programmes_only_when_asked() {
        String strict = IncidentData.strict(Samples.opened());
        assertThat(IncidentData.extended(Samples.opened()))
                .startsWith(strict.substring(0, strict.length() - 1) + ",\"metricId\":\"jira.installation-callback")
                .contains("\"good\":60,\"bad\":40");
    }

    @ParameterizedTest
    @CsvSource({
        "60,    40,   990000, 60.0,    99.0",
        "14,    1,    999000, 93.3333, 99.9",
        "99999, 1,    999000, 99.999,  99.9",
        "0,     5,    950000, 0.0,     95.0",
        "0,     0,    950000, 0.0,     95.0",
        "7,     0,    999500, 100.0,   99.95",
        "998,   1,    999000, 99.8998, 99.9",
        "9223372036854775806, 1, 999999, 99.9999, 99.9999",
    })
    void gives_the_rate_rounded_down_and_the_target_exactly(
            long good, long bad, long targetPpm, String rate, String target) {
        Measurement measured = Samples.measured(good, bad, targetPpm);
        assertThat(Percent.rate(measured).toPlainString()).isEqualTo(rate);
        assertThat(Percent.target(measured).toPlainString()).isEqualTo(target);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments(
                        new Found.Burn(13_450, 13_440),
                        "jira.webhook-delivery.burn-rate",
                        "\"metricName\":\"Jira Webhook Delivery Burn Rate\",\"metricUnit\":\"RATIO\","
                                + "\"measurementDurationSeconds\":3600,\"sliValue\":13.45,\"sloValue\":13.44"),
                arguments(
                        new Found.Latency(95, 521, 500),
                        "jira.webhook-delivery.latency-p95",
                        "\"metricName\":\"Jira Webhook Delivery Latency p95\",\"metricUnit\":\"MILLISECONDS\","
                                + "\"measurementDurationSeconds\":3600,\"sliValue\":521.0,\"sloValue\":500.0"),
                arguments(
                        new Found.Events(),
                        "jira.webhook-delivery.events",
                        "\"metricName\":\"Jira Webhook Delivery Events\",\"metricUnit\":\"COUNT\","
                                + "\"measurementDurationSeconds\":3600,\"sliValue\":0.0,\"sloValue\":1.0"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void speaks_in_the_unit_of_the_condition(Found found, String metricId, String expected) {
        Series series = new Series("app", Sli.WEBHOOK_DELIVERY, "jira");
        Measurement measured = new Measurement(Duration.ofHours(1), 0, 0, 0, "GENERIC", 999_000, found);
        IncidentChange change = new IncidentChange(
                Samples.ID, Transition.OPENED, series, "own", Instant.EPOCH, Instant.EPOCH, measured, false);
        Announcement announcement = Announcement.of(change, new App("app", "Name", "Partner", List.of()));

        assertThat(IncidentData.strict(announcement)).contains(expected);
        assertThat(announcement.metric().id()).isEqualTo(metricId);
    }

    @Test
    void never_shows_a_breach_as_met_nor_a_recovery_as_breached() {
        Random random = new Random(20261120);
        for (int n = 0; n < 20_000; n++) {
            long valid = 1L + random.nextInt(3_000_000);
            long targetPpm = 1L + random.nextInt(999_999);
            long atTarget = (valid * targetPpm) / 1_000_000;
            long good = Math.max(0, Math.min(valid, atTarget - 2 + random.nextInt(5)));
            Measurement measured = Samples.measured(good, valid - good, targetPpm);
            BigDecimal shown = Percent.rate(measured);
            boolean breached = good * 1_000_000 < valid * targetPpm;
            assertThat(shown.compareTo(Percent.target(measured)) < 0)
                    .as("%s of %s against %s ppm is shown as %s", good, valid, targetPpm, shown)
                    .isEqualTo(breached);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "line\r\nBcc: everybody@example.com",
                "sep\u2028ara\u2029tor",
                "quote\" back\\slash \t tab \u0000 nul \u007f",
                "Ünïcode 🚀 名前",
                "",
            })
    void carries_foreign_names_unharmed_and_harmless(String name) throws Exception {
        String text = IncidentData.strict(Samples.named(name, name));
        assertThat(text).doesNotContain("<", ">", "\u2028", "\u2029", "\n", "\r");
        assertThat(JSON.readTree(text).at("/appDetails/name").asText()).isEqualTo(name);
        assertThat(JSON.readTree(text).at("/appDetails/partnerName").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "AVAILABILITY, https://app.example.com, App Availability Success Rate, app.availability.success-rate",
        "IFRAME_LOAD, jira, Jira Iframe Load Success Rate, jira.iframe-load.success-rate",
        "IFRAME_LOAD, confluence, Confluence Iframe Load Success Rate, confluence.iframe-load.success-rate",
        "INSTALLATION_CALLBACK, confluence, Confluence Installation Callback Success Rate,"
                + " confluence.installation-callback.success-rate",
        "WEBHOOK_DELIVERY, jira, Jira Webhook Delivery Success Rate, jira.webhook-delivery.success-rate",
        "SYNTHETIC, jira/login, Jira Synthetic Check Success Rate, jira.synthetic.success-rate",
    })
    void names_the_metric_as_the_programme_does(Sli sli, String scope, String name, String id) {
        assertThat(Metric.of(new Series("app", sli, scope), new Found.Rate())).isEqualTo(new Metric(id, name));
    }
}
