package slipstream.processor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.http.Json;

@DisplayName("The preview of an exclusion")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PreviewTest {
    private static final String PREVIEW = "/v1/apps/" + Instance.APP + "/exclusions/preview";

    private final Instance instance = new Instance();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void tells_what_it_would_do_and_changes_nothing() throws Exception {
        instance.timeline
                .good("a", 9_991, 10_000.2)
                .bad("b", 9_992, 10_000.3)
                .bad("c", 9_998, 10_000.4)
                .tickUntil(10_001.2);

        HttpResponse<String> response = instance.post(
                PREVIEW,
                "{'kind': 'PLATFORM_FAULT', 'from': '2026-03-08T22:30:00Z', 'to': '2026-03-08T22:35:00Z', 'product': 'jira'}"
                        .replace('\'', '"'));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode preview = Json.mapper().readTree(response.body());
        assertThat(preview.at("/series/0/now/0/bad").asInt()).isEqualTo(2);
        assertThat(preview.at("/series/0/wouldBe/0/bad").asInt()).isEqualTo(1);
        assertThat(preview.at("/series/0/wouldBe/0/good").asInt()).isZero();
        assertThat(preview.at("/series/0/wouldBe/2/excluded").asInt()).isEqualTo(2);
        assertThat(preview.at("/series/0/verdicts/0/verdict").asText()).isEqualTo("BREACHED");
        assertThat(preview.at("/series/0/verdicts/0/wouldBe").asText()).isEqualTo("BREACHED");
        DescribedAnswers described = new DescribedAnswers(instance.json("/openapi.json"));
        assertThat(described.faults(preview, "Preview")).isEmpty();
        JsonNode after = Json.mapper().readTree(instance.slis().body());
        assertThat(after.at("/series/0/windows/0/bad").asInt()).isEqualTo(2);
    }

    @Test
    void tells_what_a_verdict_would_be() throws Exception {
        instance.timeline.good("a", 9_991, 10_000.2).bad("b", 9_998, 10_000.3).tickUntil(10_001.2);

        JsonNode preview = Json.mapper()
                .readTree(
                        instance.post(PREVIEW, hour("2026-03-08T22:35:00Z", "")).body());

        assertThat(preview.at("/series/0/verdicts/0/verdict").asText()).isEqualTo("BREACHED");
        assertThat(preview.at("/series/0/verdicts/0/wouldBe").asText()).isEqualTo("MET");
    }

    @Test
    void is_of_the_series_that_it_selects_and_recurs_as_it_would() throws Exception {
        instance.timeline.bad("b", 10_000 - 24 * 60, 10_000.3);

        String daily = ", \"recurrence\": \"FREQ=DAILY\", \"timeZone\": \"UTC\"";
        JsonNode preview = Json.mapper()
                .readTree(instance.post(PREVIEW, hour("2026-03-02T22:00:00Z", daily))
                        .body());
        assertThat(preview.at("/series/0/wouldBe/2/excluded").asInt()).isEqualTo(1);

        String other = ", \"sli\": \"availability\"";
        JsonNode nothing = Json.mapper()
                .readTree(instance.post(PREVIEW, hour("2026-03-08T22:00:00Z", other))
                        .body());
        assertThat(nothing.get("series")).isEmpty();
    }

    @Test
    void that_could_not_be_decided_is_refused_with_every_fault() throws Exception {
        instance.timeline.good("a", 10_000, 10_000.2);

        HttpResponse<String> refused = instance.post(
                PREVIEW, "{\"from\": \"2026-03-08T22:31:00Z\", \"to\": \"soon\", \"sli\": \"speed\", \"product\": 7}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Json.mapper().readTree(refused.body()).get("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder("not-on-boundary", "invalid-time", "unknown-sli", "wrong-type");
        String noZone = ", \"recurrence\": \"FREQ=DAILY\"";
        assertThat(instance.post(PREVIEW, hour("2026-03-02T22:00:00Z", noZone)).body())
                .contains("unknown-time-zone");
        assertThat(instance.post(PREVIEW, "[").statusCode()).isEqualTo(400);
        assertThat(instance.post("/v1/apps/com.example.nowhere/exclusions/preview", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    /** An hour from a time on, with more fields. */
    private static String hour(String from, String more) {
        String to = Instant.parse(from).plusSeconds(3_600).toString();
        return "{\"from\": \"" + from + "\", \"to\": \"" + to + "\"" + more + "}";
    }
}
