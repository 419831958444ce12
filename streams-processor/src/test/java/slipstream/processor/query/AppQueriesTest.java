package slipstream.processor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Scope;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.http.Json;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;
import slipstream.processor.slo.Failure;
import slipstream.processor.slo.Timeline;
import slipstream.processor.topology.OccurrencesByMinute;

@DisplayName("The REST API of the processor")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AppQueriesTest {
    private static final String APP = "com.example.app";

    private static final String WEBHOOKS = "/v1/apps/" + APP + "/slis/webhook-delivery";
    private static final Failure FAILED = new Failure(
            Timeline.millis(9_995),
            "e-1",
            "503",
            Optional.of("https://one.example"),
            Optional.of("2.0.1"),
            Optional.empty(),
            Optional.of("eu"),
            Optional.of("4bf92f3577b34da6a3ce929d0e0e4736"));

    private final Timeline timeline = new Timeline().tickUntil(10_000);
    private final Whereabouts readers = new Whereabouts(timeline);
    private final Credentials credentials = token -> switch (token) {
        case "reader" -> Optional.of(new Credential("1", Set.of(Scope.READ), Set.of(APP)));
        case "stranger" -> Optional.of(new Credential("2", Set.of(Scope.READ), Set.of("com.example.other")));
        case "writer" -> Optional.of(new Credential("3", Set.of(Scope.WRITE), Set.of(APP)));
        default -> Optional.empty();
    };
    private Duration late = Duration.ZERO;
    private final InstantSource wall =
            () -> Instant.ofEpochMilli(timeline.partition().measuredThrough()).plus(late);
    private final HttpServer server = HttpServer.start(
            new HttpSettings("127.0.0.1", 0),
            new AppQueries(
                            readers,
                            new Registered(Set.of(APP)),
                            OccurrencesByMinute::new,
                            wall,
                            Duration.ofMillis(200),
                            new Peers(Duration.ofSeconds(10)))
                    .routes(credentials),
            new Health(),
            Metrics.registry());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String token, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode answer(String path) throws Exception {
        HttpResponse<String> response = get("reader", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.mapper().readTree(response.body());
    }

    @Test
    void answers_the_windows_as_of_the_end_of_the_running_minute_with_open_cells() throws Exception {
        timeline.good("a", 10_000.2, 10_000.3).bad("b", 9_000, 10_000.4);

        JsonNode slis = answer("/v1/apps/" + APP + "/slis");

        assertThat(slis.get("asOf").asText()).isEqualTo("2026-03-08T22:41:00Z");
        assertThat(slis.get("measuredThrough").asText()).isEqualTo("2026-03-08T22:40:24Z");
        assertThat(slis.get("partial").asBoolean()).isFalse();
        JsonNode series = slis.get("series").get(0);
        assertThat(series.get("sli").asText()).isEqualTo("webhook-delivery");
        assertThat(series.get("scope").asText()).isEqualTo("jira");
        assertThat(series.get("windows").toString())
                .isEqualTo(
                        "[{\"window\":\"PT15M\",\"from\":\"2026-03-08T22:26:00Z\",\"to\":\"2026-03-08T22:41:00Z\","
                                + "\"good\":1,\"bad\":0,\"excluded\":0,\"source\":\"GENERIC\",\"minutes\":15,\"measuredMinutes\":1},"
                                + "{\"window\":\"PT24H\",\"from\":\"2026-03-07T22:40:00Z\",\"to\":\"2026-03-08T22:41:00Z\","
                                + "\"good\":1,\"bad\":1,\"excluded\":0,\"source\":\"GENERIC\",\"minutes\":1441,\"measuredMinutes\":1},"
                                + "{\"window\":\"P28D\",\"from\":\"2026-02-08T22:40:00Z\",\"to\":\"2026-03-08T22:41:00Z\","
                                + "\"good\":1,\"bad\":1,\"excluded\":0,\"source\":\"GENERIC\",\"minutes\":40321,\"measuredMinutes\":1}]");
    }

    @Test
    void answers_a_past_instant_for_the_boundary_before_it() throws Exception {
        timeline.bad("b", 9_000, 10_000.4);

        assertThat(answer("/v1/apps/" + APP + "/slis?at=2026-03-08T21:59:59Z")
                        .get("asOf")
                        .asText())
                .isEqualTo("2026-03-08T21:59:00Z");
        assertThat(answer("/v1/apps/" + APP + "/slis?at=2026-03-08T06:04:00%2B00:00")
                        .get("asOf")
                        .asText())
                .isEqualTo("2026-03-08T06:00:00Z");
        assertThat(answer("/v1/apps/" + APP + "/slis?at=2026-03-08T06:04:00Z")
                        .at("/series/0/windows/0/bad")
                        .asInt())
                .as("minute 9,000 is 06:00: it is the first one after this window")
                .isZero();
        assertThat(answer("/v1/apps/" + APP + "/slis?at=2026-03-08T06:05:00Z")
                        .at("/series/0/windows/0/bad")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void answers_the_history_in_cells_that_hold_anything() throws Exception {
        timeline.bad("b", 9_001, 10_000.1).good("c", 9_002, 10_000.1).good("d", 9_999, 10_000.1);

        JsonNode history = answer("/v1/apps/" + APP + "/slis/webhook-delivery/history?scope=jira");
        assertThat(history.get("cells").toString())
                .isEqualTo(
                        "[{\"from\":\"2026-03-08T06:00:00Z\",\"good\":1,\"bad\":1,\"excluded\":0,\"source\":\"GENERIC\"},"
                                + "{\"from\":\"2026-03-08T22:35:00Z\",\"good\":1,\"bad\":0,\"excluded\":0,\"source\":\"GENERIC\"}]");

        JsonNode minutes = answer("/v1/apps/" + APP + "/slis/webhook-delivery/history?scope=jira&step=PT1M");
        assertThat(minutes.get("cells")).hasSize(1);
        assertThat(minutes.at("/cells/0/from").asText()).isEqualTo("2026-03-08T22:39:00Z");
    }

    @Test
    void answers_the_standing_verdicts_with_what_decided_them() throws Exception {
        timeline.bad("a", 10_000.2, 10_000.2).tickUntil(10_001.5);

        JsonNode verdict = answer("/v1/apps/" + APP + "/verdicts").at("/verdicts/0");
        assertThat(verdict.get("objective").asText()).isEqualTo("webhook-delivery");
        assertThat(verdict.get("verdict").asText()).isEqualTo("BREACHED");
        assertThat(verdict.get("targetPpm").asLong()).isEqualTo(990_000);
        assertThat(verdict.get("since").asText()).isEqualTo("2026-03-08T22:41:00Z");
        assertThat(verdict.at("/decidedBy/bad").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/slis?at=yesterday, 400, not-an-instant",
        "/slis?at=2026-03-09T00:00:00Z, 400, in-future",
        "/slis?at=2026-03-01T00:00:00Z, 400, too-long-ago",
        "/slis?at=%2B999999999-12-31T23:59:59Z, 400, in-future",
        "/slis?at=-999999999-01-01T00:00:00Z, 400, too-long-ago",
        "/slis/webhook-delivery/history?scope=jira&from=%2B999999999-12-31T23:59:59Z, 400, not-before-to",
        "/slis/webhook-delivery/history?scope=jira&to=-999999999-01-01T00:00:00Z, 400, not-before-to",
        "/slis/webhook-delivery/history, 400, missing",
        "/slis/webhook-delivery/history?scope=jira&step=PT2M, 400, unknown-step",
        "/slis/webhook-delivery/history?scope=jira&from=2026-03-08T10:00:00Z&to=2026-03-08T09:00:00Z, 400, not-before-to",
        "/slis/webhook-delivery/history?scope=confluence, 404, unknown-series",
        "/nothing, 404, unknown-path",
    })
    void says_what_is_wrong_with_a_question(String path, int status, String code) throws Exception {
        timeline.good("a", 10_000, 10_000);

        HttpResponse<String> response = get("reader", "/v1/apps/" + APP + path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains(code);
    }

    @Test
    void shows_an_app_to_nobody_who_may_not_see_it() throws Exception {
        assertThat(get("stranger", "/v1/apps/" + APP + "/slis").statusCode()).isEqualTo(404);
        assertThat(get("reader", "/v1/apps/com.example.unknown/slis").statusCode())
                .isEqualTo(404);
        assertThat(get("writer", "/v1/apps/" + APP + "/slis").statusCode()).isEqualTo(403);
        assertThat(get("nobody", "/v1/apps/" + APP + "/slis").statusCode()).isEqualTo(401);
    }

    @Test
    void says_so_when_nobody_can_answer_for_now() throws Exception {
        readers.nowhere("the processor is REBALANCING");

        HttpResponse<String> response = get("reader", "/v1/apps/" + APP + "/slis");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("not-readable").contains("REBALANCING");
    }

    @Test
    void says_unmeasured_of_everything_when_it_is_behind_itself_and_what_it_said_last() throws Exception {
        timeline.bad("a", 10_000.2, 10_000.2).tickUntil(10_001.5);
        late = Duration.ofMinutes(2);
        assertThat(answer("/v1/apps/" + APP + "/verdicts")
                        .at("/verdicts/0/verdict")
                        .asText())
                .isEqualTo("BREACHED");

        late = Duration.ofSeconds(121);
        for (String path : List.of("/slis", "/verdicts")) {
            JsonNode answer = answer("/v1/apps/" + APP + path);
            JsonNode verdict = answer.at(path.equals("/slis") ? "/series/0/verdicts/0" : "/verdicts/0");
            assertThat(verdict.get("verdict").asText()).isEqualTo("UNMEASURED");
            assertThat(verdict.get("reason").asText()).isEqualTo("processor-behind");
            assertThat(verdict.get("lastVerdict").asText()).isEqualTo("BREACHED");
            assertThat(described(answer, path.equals("/slis") ? "Slis" : "Verdicts"))
                    .isEmpty();
        }
        assertThat(answer("/v1/apps/" + APP + "/slis?at=2026-03-08T22:41:00Z")
                        .at("/series/0/verdicts/0/verdict")
                        .asText())
                .as("the past is what it was")
                .isEqualTo("BREACHED");
    }

    @Test
    void shows_time_that_was_not_measured_as_a_gap_with_its_reason() throws Exception {
        timeline.good("a", 10_000.2, 10_000.2).tickUntil(10_001.5).silenceUntil(10_005.9);

        JsonNode history = answer(
                "/v1/apps/" + APP + "/slis/webhook-delivery/history?scope=jira&step=PT1M&from=2026-03-08T22:40:00Z");
        assertThat(history.get("gaps").toString())
                .isEqualTo("[{\"from\":\"2026-03-08T22:42:00Z\",\"to\":\"2026-03-08T22:45:00Z\","
                        + "\"reason\":\"no-ticks\"}]");
        assertThat(described(history, "History")).isEmpty();
        JsonNode verdict = answer("/v1/apps/" + APP + "/verdicts").at("/verdicts/0");
        assertThat(verdict.get("verdict").asText()).isEqualTo("UNMEASURED");
        assertThat(verdict.get("reason").asText()).isEqualTo("no-ticks");
        assertThat(verdict.at("/decidedBy/measuredMinutes").asInt()).isEqualTo(2);
    }

    private List<String> described(JsonNode answer, String schema) throws Exception {
        return new DescribedAnswers(answer("/openapi.json")).faults(answer, schema);
    }

    @Test
    void is_described_as_it_is() throws Exception {
        timeline.bad("a", 10_000.2, 10_000.2).tickUntil(10_001.5);
        JsonNode document = answer("/openapi.json");
        DescribedAnswers described = new DescribedAnswers(document);

        assertThat(document.get("paths").fieldNames())
                .toIterable()
                .containsExactly(
                        "/v1/slis",
                        "/v1/apps/{appKey}/slis",
                        "/v1/apps/{appKey}/slis/{sli}/history",
                        "/v1/apps/{appKey}/verdicts",
                        "/v1/apps/{appKey}/objectives",
                        "/v1/apps/{appKey}/slis/{sli}/latency",
                        "/v1/apps/{appKey}/slis/{sli}/failures",
                        "/v1/apps/{appKey}/exclusions/preview");
        assertThat(described.faults(answer("/v1/slis"), "Apps")).isEmpty();
        timeline.good("a", 9_999, 10_000.1).fails(FAILED, 10_000.2);
        assertThat(described.faults(answer(WEBHOOKS + "/latency?scope=jira&step=PT1H"), "Latency"))
                .isEmpty();
        assertThat(described.faults(answer(WEBHOOKS + "/failures?scope=jira"), "Failures"))
                .isEmpty();
        assertThat(described.faults(answer("/v1/apps/" + APP + "/slis"), "Slis"))
                .isEmpty();
        assertThat(described.faults(answer("/v1/apps/" + APP + "/verdicts"), "Verdicts"))
                .isEmpty();
        assertThat(described.faults(answer("/v1/apps/" + APP + "/slis/webhook-delivery/history?scope=jira"), "History"))
                .isEmpty();
        JsonNode problem = Json.mapper()
                .readTree(get("reader", "/v1/apps/" + APP + "/slis?at=x").body());
        assertThat(described.faults(problem, "Problem")).isEmpty();
        assertThat(described.faults(answer("/v1/apps/" + APP + "/slis"), "Verdicts"))
                .isNotEmpty();
    }

    @Test
    void tells_how_long_the_good_events_of_a_window_took_and_how_that_was_hour_by_hour() throws Exception {
        timeline.took(40).good("a", 9_900, 10_000.1).took(400).good("b", 9_999, 10_000.2);

        JsonNode latency = answer(WEBHOOKS + "/latency?scope=jira&window=PT3H&step=PT1H");

        assertThat(latency.at("/latency/count").asInt()).isEqualTo(2);
        assertThat(latency.at("/latency/p50").asDouble()).isBetween(39.2, 40.8);
        assertThat(latency.at("/latency/p99").asDouble()).isBetween(392.0, 408.0);
        assertThat(latency.get("from").asText()).isEqualTo("2026-03-08T19:45:00Z");
        assertThat(latency.get("points")).hasSize(2);
    }

    @Test
    void tells_why_bad_events_were_bad_and_shows_the_newest() throws Exception {
        timeline.fails(FAILED, 10_000.2);

        JsonNode failures = answer(WEBHOOKS + "/failures?scope=jira&window=PT15M");

        assertThat(failures.get("failures").asInt()).isEqualTo(1);
        assertThat(failures.at("/by/cause/top/0/value").asText()).isEqualTo("503");
        assertThat(failures.at("/by/site/top/0/count").asInt()).isEqualTo(1);
        assertThat(failures.at("/last/0/traceId").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(answer(WEBHOOKS + "/failures?scope=jira&to=2026-03-08T22:30:00Z")
                        .get("failures")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "latency?scope=jira&window=PT3M, window",
        "latency?scope=jira&window=P28D&from=2026-03-01T00:00:00Z, window",
        "latency?scope=jira&step=PT7M, step",
        "failures?window=PT1H, scope",
        "failures?scope=jira&from=2026-03-08T22:40:00Z&to=2026-03-08T22:00:00Z, from"
    })
    void refuses_a_stretch_that_cannot_be_answered_with_the_name_of_the_parameter(String question, String field)
            throws Exception {
        HttpResponse<String> response = get("reader", WEBHOOKS + "/" + question);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.mapper().readTree(response.body()).at("/errors/0/field").asText())
                .isEqualTo(field);
    }
}
