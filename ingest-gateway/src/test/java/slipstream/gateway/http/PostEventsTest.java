package slipstream.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.Outcome;
import slipstream.gateway.admission.Source;
import slipstream.kit.http.Json;

@DisplayName("POST /v1/events")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PostEventsTest {
    private static final String BASE = "'id':'x','appKey':'app','occurredAt':'2026-03-01T12:00:00Z'";
    private static final String DELIVERY = "'sli':'webhook-delivery','product':'jira','status':200";

    private final GuardedPostEvents events = new GuardedPostEvents();

    @AfterEach
    void stop() {
        events.close();
    }

    @Test
    void accepts_an_empty_array() throws Exception {
        HttpResponse<String> answer = events.post("[]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"refused\":0,\"items\":[]}");
    }

    @Test
    void takes_observations_of_all_indicators() throws Exception {
        HttpResponse<String> answer = events.post("["
                + String.join(
                        ",",
                        item(
                                "1",
                                "'sli':'availability','baseUrl':'https://a.example.com/','status':200,'durationMillis':3"),
                        item("2", "'sli':'iframe-load','product':'jira','loadId':'L','phase':'started'"),
                        item("3", "'sli':'iframe-load','product':'jira','outcome':'FAIL','source':'app'"),
                        item("4", "'sli':'installation-callback','product':'jira','error':'dns'"),
                        item("5", DELIVERY + ",'deliveryId':'D','attempt':2,'site':'s','unknown':{'x':[1]}"),
                        item("6", "'sli':'synthetic','product':'jira','check':'login','outcome':'SUCCESS'"))
                + "]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        List<AdmittedEvent> taken = events.publisher.events;
        assertThat(taken).extracting(AdmittedEvent::id).containsExactly("1", "load:L", "3", "4", "5", "6");
        assertThat(taken)
                .extracting(AdmittedEvent::outcome)
                .containsExactly(Outcome.GOOD, Outcome.STARTED, Outcome.BAD, Outcome.BAD, Outcome.GOOD, Outcome.GOOD);
        assertThat(taken)
                .extracting(event -> event.observation().source())
                .containsExactly(Source.HOST, Source.HOST, Source.APP, Source.HOST, Source.HOST, Source.APP);
        assertThat(taken)
                .extracting(event -> event.observation().finding().scope())
                .containsExactly("https://a.example.com", "jira", "jira", "jira", "jira", "jira/login");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "required        | id             | {'appKey':'app','occurredAt':'2026-03-01T12:00:00Z',DELIVERY}",
                "required        | occurredAt     | {'id':'x','appKey':'app',DELIVERY}",
                "invalid-time    | occurredAt     | {'id':'x','appKey':'app','occurredAt':'noon',DELIVERY}",
                "unknown-sli     | sli            | {BASE,'sli':'speed','product':'jira','status':200}",
                "wrong-type      | status         | {BASE,'sli':'webhook-delivery','product':'jira','status':'200'}",
                "wrong-type      | durationMillis | {BASE,'durationMillis':1.5,DELIVERY}",
                "out-of-range    | durationMillis | {BASE,'durationMillis':-1,DELIVERY}",
                "out-of-range    | durationMillis | {BASE,'durationMillis':99999999999999999999,DELIVERY}",
                "out-of-range    | status         | {BASE,'sli':'webhook-delivery','product':'jira','status':600}",
                "status-or-error | status         | {BASE,'sli':'webhook-delivery','product':'jira'}",
                "status-or-error | status         | {BASE,'error':'dns',DELIVERY}",
                "required        | durationMillis | {BASE,'sli':'availability','baseUrl':'https://a.example.com','status':200}",
                "unknown-phase   | phase          | {BASE,'sli':'iframe-load','product':'jira','loadId':'L','phase':'gone'}",
                "wrong-source    | source         | {BASE,'source':'app',DELIVERY}",
                "invalid-check   | check          | {BASE,'sli':'synthetic','product':'jira','check':'a/b','outcome':'FAIL'}",
                "unknown-outcome | outcome        | {BASE,'sli':'synthetic','product':'jira','check':'a','outcome':'fail'}",
                "reserved-id     | id             | {'id':'load:1','appKey':'app','occurredAt':'2026-03-01T12:00:00Z',DELIVERY}",
                "unknown-product | product        | {BASE,'sli':'webhook-delivery','product':'bitbucket','status':200}",
                "unknown-app     | appKey         | {'id':'x','appKey':'nobody','occurredAt':'2026-03-01T12:00:00Z',DELIVERY}",
                "unknown-app     | appKey         | {'id':'x','appKey':'foreign','occurredAt':'2026-03-01T12:00:00Z',DELIVERY}",
                "unreadable      | ``             | 42",
                "unreadable      | ``             | [[]]"
            })
    void refuses_an_item_with_code_field_and_reason(String code, String field, String item) throws Exception {
        HttpResponse<String> answer =
                events.post("[" + quoted(item.replace("BASE", BASE).replace("DELIVERY", DELIVERY)) + "]");

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode fault = Json.mapper().readTree(answer.body()).at("/errors/0");
        assertThat(fault.at("/code").asText()).isEqualTo(code);
        assertThat(fault.at("/field").asText()).isEqualTo(field);
        assertThat(fault.at("/reason").asText()).isNotBlank();
        assertThat(events.publisher.events).isEmpty();
        assertThat(events.books.lines()).containsExactly("received 1", "refused " + code);
    }

    @Test
    void limits_the_length_of_an_id() throws Exception {
        assertThat(events.post("[" + item("x".repeat(128), DELIVERY) + "]").statusCode())
                .isEqualTo(202);
        assertThat(events.post("[" + item("x".repeat(129), DELIVERY) + "]").body())
                .contains("too-long");
    }

    @Test
    void limits_the_length_of_an_item_so_that_all_of_it_can_be_kept() throws Exception {
        assertThat(events.post("[" + item("a", DELIVERY + ",'x':'" + "x".repeat(64_000) + "'") + "]")
                        .statusCode())
                .isEqualTo(202);
        assertThat(events.post("[" + item("a", DELIVERY + ",'x':'" + "x".repeat(66_000) + "'") + "]")
                        .body())
                .contains("\"code\":\"too-long\"");
    }

    @Test
    void takes_lines_and_a_broken_line_refuses_only_itself() throws Exception {
        HttpResponse<String> answer = events.postLines(
                item("a", DELIVERY) + "\r\n\n{\"id\":\n" + item("b", DELIVERY) + "{}\n" + item("c", DELIVERY));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Json.mapper().readTree(answer.body()).at("/items").findValuesAsText("status"))
                .containsExactly("accepted", "refused", "refused", "accepted");
        assertThat(events.publisher.events).extracting(AdmittedEvent::id).containsExactly("a", "c");
    }

    @Test
    void answers_400_to_what_is_no_json_as_a_whole() throws Exception {
        for (String body : List.of("", "{", "{}", "[" + item("a", DELIVERY), "[] []", "[".repeat(50), "nonsense")) {
            assertThat(events.post(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(events.publisher.events).isEmpty();
    }

    @Test
    void answers_413_beyond_ten_thousand_items() throws Exception {
        String tenThousand = "0,".repeat(9_999) + "0";

        assertThat(events.post("[" + tenThousand + "]").statusCode()).isEqualTo(422);
        assertThat(events.post("[" + tenThousand + ",0]").statusCode()).isEqualTo(413);
        assertThat(events.postLines("0\n".repeat(10_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void takes_a_long_body_too() throws Exception {
        String item = item("a", DELIVERY + ",'site':'" + "s".repeat(150) + "'");

        HttpResponse<String> answer = events.post("[" + (item + ",").repeat(999) + item + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(events.publisher.events).hasSize(1_000);
    }

    @Test
    void keeps_what_came_too_late_as_it_came() throws Exception {
        String late = item("late", DELIVERY).replace("2026-03-01", "2026-01-01");

        HttpResponse<String> answer = events.postLines(item("a", DELIVERY) + "\n " + late + " \n");

        assertThat(answer.body()).contains("\"code\":\"event-too-old\"");
        assertThat(events.publisher.kept).singleElement().satisfies(kept -> assertThat(
                        new String(kept.raw(), StandardCharsets.UTF_8))
                .isEqualTo(late));
    }

    @Test
    void reads_UTF_8_with_or_without_a_mark_and_no_other_encoding() throws Exception {
        String late = item("late", DELIVERY).replace("2026-03-01", "2026-01-01");

        for (Charset other : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(events.post(("[" + late + "]").getBytes(other), "application/json")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(events.post(late.getBytes(other), "application/x-ndjson").statusCode())
                    .isEqualTo(422);
        }
        assertThat(events.publisher.kept).isEmpty();
        assertThat(events.post("\uFEFF[" + item("a", DELIVERY) + "]").statusCode())
                .isEqualTo(202);
        assertThat(events.postLines("\uFEFF" + item("b", DELIVERY)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void keeps_ids_apart_that_UTF_8_could_not() throws Exception {
        HttpResponse<String> answer = events.post("[" + item("\\uD800", DELIVERY) + "," + item("\\uDC00", DELIVERY)
                + "," + item("\\uD83D\\uDE00", DELIVERY) + "]");

        assertThat(answer.body()).contains("\"accepted\":1,\"refused\":2", "\"code\":\"not-unicode\"");
        assertThat(events.publisher.events).extracting(AdmittedEvent::id).containsExactly("\uD83D\uDE00");
    }

    @Test
    void knows_lines_by_their_media_type_in_any_case() throws Exception {
        String lines = item("a", DELIVERY) + "\n" + item("b", DELIVERY);

        assertThat(events.post(lines.getBytes(StandardCharsets.UTF_8), "Application/X-NDJSON; charset=utf-8")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void answers_503_when_not_everything_is_durable() throws Exception {
        events.publisher.durable = CompletableFuture.failedFuture(new IllegalStateException("broker away"));

        HttpResponse<String> answer = events.post("[" + item("a", DELIVERY) + "]");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body()).contains("not-durable").doesNotContain("broker away");
    }

    @Test
    void answers_nothing_before_everything_is_durable() throws Exception {
        events.publisher.durable = new CompletableFuture<>();

        CompletableFuture<HttpResponse<String>> answer = events.begin("[" + item("a", DELIVERY) + "]");
        await().until(() -> !events.publisher.events.isEmpty());
        assertThat(answer).isNotDone();
        events.publisher.durable.complete(null);

        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    }

    private static String item(String id, String rest) {
        return quoted("{'id':'" + id + "','appKey':'app','occurredAt':'" + GuardedPostEvents.NOW + "'," + rest + "}");
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
