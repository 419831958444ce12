package slipstream.gateway.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static slipstream.gateway.publishing.GatewayUnderTest.APP;
import static slipstream.gateway.publishing.GatewayUnderTest.NOW;
import static slipstream.gateway.publishing.GatewayUnderTest.PATH;
import static slipstream.gateway.publishing.GatewayUnderTest.SECRET;
import static slipstream.gateway.publishing.GatewayUnderTest.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.ExclusionReason;
import slipstream.gateway.admission.Outcome;
import slipstream.gateway.admission.Source;
import slipstream.gateway.publishing.token.SignedTokens;
import slipstream.kit.http.Json;

@DisplayName("The publishing API")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PublishingApiTest {
    private static final String BODY = """
            [{"metricsType":"IFRAME","moduleType":"adminPages","durationInMillis":120,"status":"SUCCESS"},
             {"metricsType":"IFRAME","status":"FAIL"},
             {"metricsType":"SYNTHETIC","status":"FAIL"}]""";
    private static final String FAULTY = "[{\"metricsType\":\"IFRAME\",\"status\":\"FAIL\"},{\"metricsType\":\"X\"}]";

    private final GatewayUnderTest gateway = new GatewayUnderTest(new PublishingSettings(408, ModuleKeys.builtIn()));

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void publishes_every_element_as_an_event_of_the_app() {
        HttpResponse<String> answer = gateway.put(PATH, token(APP, PATH), BODY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.published)
                .extracting(
                        AdmittedEvent::appKey,
                        event -> event.observation().finding().scope(),
                        event -> event.observation().source(),
                        AdmittedEvent::outcome,
                        AdmittedEvent::durationMillis,
                        event -> event.observation().occurredAt(),
                        AdmittedEvent::receivedAt)
                .containsExactly(
                        tuple(APP, "jira", Source.APP, Outcome.GOOD, 120L, NOW, NOW),
                        tuple(APP, "jira", Source.APP, Outcome.BAD, null, NOW, NOW),
                        tuple(APP, "jira/default", Source.APP, Outcome.BAD, null, NOW, NOW));
        assertThat(gateway.published).extracting(AdmittedEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void is_there_for_confluence_too_with_hashes_of_either_path() {
        String path = "/wiki" + PATH;
        String body = "[{\"metricsType\":\"SYNTHETIC\",\"status\":\"SUCCESS\"}]";

        assertThat(gateway.put(path, token(APP, path), body).statusCode()).isEqualTo(200);
        assertThat(gateway.put(path, token(APP, PATH), body).statusCode()).isEqualTo(200);
        assertThat(gateway.put(PATH, token(APP, path), body).statusCode()).isEqualTo(403);
        assertThat(gateway.published)
                .extracting(event -> event.observation().finding().scope())
                .containsExactly("confluence/default", "confluence/default");
    }

    @Test
    void counts_the_query_in() {
        String token = SignedTokens.of(APP, "PUT", PATH, "b=2&a=1", NOW).signedWith(SECRET);

        assertThat(gateway.put(PATH + "?a=1&b=2", token, "[]").statusCode()).isEqualTo(200);
        assertThat(gateway.put(PATH + "?a=1", token, "[]").statusCode()).isEqualTo(403);
        assertThat(gateway.put(PATH + "?a=1&b=2&appKey=com.example.other", token, "[]")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void leaves_out_what_was_measured_on_a_site_that_the_app_excludes() {
        String path = PATH.replace(APP, GatewayUnderTest.EXCLUDING_APP);

        assertThat(gateway.put(path, token(GatewayUnderTest.EXCLUDING_APP, path), BODY)
                        .statusCode())
                .isEqualTo(200);

        assertThat(gateway.published)
                .extracting(AdmittedEvent::outcome, AdmittedEvent::exclusion, event -> event.observation()
                        .circumstances()
                        .site())
                .hasSize(3)
                .containsOnly(tuple(Outcome.EXCLUDED, ExclusionReason.EXCLUDED_SITE, "https://example.atlassian.net"));
    }

    @Test
    void takes_an_empty_array() {
        assertThat(gateway.put(PATH, token(APP, PATH), "[]").statusCode()).isEqualTo(200);
        assertThat(gateway.published).isEmpty();
    }

    @Test
    void publishes_all_or_nothing_and_names_each_faulty_element() throws JsonProcessingException {
        HttpResponse<String> answer = gateway.put(PATH, token(APP, PATH), FAULTY);

        assertThat(answer.statusCode()).isEqualTo(408);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode errors = Json.mapper().readTree(answer.body()).get("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("index").intValue()).isEqualTo(1);
        assertThat(errors.get(0).get("code").textValue()).isEqualTo("unsupported-metrics-type");
        assertThat(gateway.published).isEmpty();
    }

    @Test
    void can_answer_faults_with_a_status_that_clients_do_not_repeat() {
        try (GatewayUnderTest other = new GatewayUnderTest(new PublishingSettings(400, ModuleKeys.builtIn()))) {
            assertThat(other.put(PATH, token(APP, PATH), FAULTY).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void forbids_everything_that_is_wrong_with_a_token_and_says_what() throws JsonProcessingException {
        String expired =
                SignedTokens.of(APP, "PUT", PATH, "", NOW.minusSeconds(3_000)).signedWith(SECRET);
        String stolen = SignedTokens.of(APP, "PUT", PATH, "", NOW).signedWith("wrong-secret-of-thirty-two-bytes-or-so");

        assertThat(codeOf403(gateway.put(PATH, expired, BODY))).isEqualTo("token-expired");
        assertThat(codeOf403(gateway.put(PATH, stolen, BODY))).isEqualTo("token-not-genuine");
        assertThat(codeOf403(gateway.put(PATH, token("com.other", PATH), BODY))).isEqualTo("token-issuer");
        assertThat(codeOf403(gateway.put(PATH, "", BODY))).isEqualTo("token-missing");
        assertThat(gateway.published).isEmpty();
    }

    @Test
    void forbids_an_app_that_is_not_registered_for_the_product() throws JsonProcessingException {
        String unknown = PATH.replace(APP, "com.unknown");
        String jiraOnly = "/wiki" + PATH.replace(APP, "com.example.jira-only");

        assertThat(codeOf403(gateway.put(unknown, token("com.unknown", unknown), BODY)))
                .isEqualTo("app-not-in-product");
        assertThat(codeOf403(gateway.put(jiraOnly, token("com.example.jira-only", jiraOnly), BODY)))
                .isEqualTo("app-not-in-product");
    }

    @Test
    void answers_before_the_body_is_there() throws IOException {
        String answer = gateway.sendHead(
                "PUT " + PATH + " HTTP/1.1", "Host: x", "Authorization: JWT x.y.z", "Content-Length: 1000");

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("application/problem+json");
    }

    @Test
    void answers_before_a_body_of_unknown_length_is_there() throws IOException {
        String answer = gateway.sendHead("PUT " + PATH + " HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");

        assertThat(answer).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void asks_for_the_body_only_once_the_token_is_good() throws IOException {
        String refused = gateway.sendHead(
                "PUT " + PATH + " HTTP/1.1",
                "Host: x",
                "Authorization: JWT x.y.z",
                "Expect: 100-continue",
                "Content-Length: 1000");
        String awaited = gateway.sendHead(
                "PUT " + PATH + " HTTP/1.1",
                "Host: x",
                "Authorization: JWT " + token(APP, PATH),
                "Expect: 100-continue",
                "Content-Length: 1000");

        assertThat(refused).startsWith("HTTP/1.1 403 ");
        assertThat(awaited).startsWith("HTTP/1.1 100 ");
    }

    @Test
    void understands_a_request_line_with_the_whole_address() throws IOException {
        String answer = gateway.sendHead(
                "PUT http://x" + PATH + " HTTP/1.1",
                "Host: x",
                "Authorization: JWT " + token(APP, PATH),
                "Expect: 100-continue",
                "Content-Length: 2");

        assertThat(answer).startsWith("HTTP/1.1 100 ");
    }

    @Test
    void takes_no_more_than_a_mebibyte_announced_or_not() {
        byte[] tooLong = (" ".repeat(1024 * 1024 - 1) + "[]").getBytes(UTF_8);
        byte[] longEnough = (" ".repeat(1024 * 1024 - 2) + "[]").getBytes(UTF_8);

        assertThat(gateway.send(BodyPublishers.ofByteArray(longEnough), PATH, token(APP, PATH))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(BodyPublishers.ofByteArray(tooLong), PATH, token(APP, PATH))
                        .statusCode())
                .isEqualTo(413);
        assertThat(gateway.send(
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)),
                                PATH,
                                token(APP, PATH))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void takes_no_more_than_a_thousand_elements() {
        String body = "[" + "{},".repeat(1_000) + "{}]";

        assertThat(gateway.put(PATH, token(APP, PATH), body).statusCode()).isEqualTo(413);
    }

    @Test
    void names_events_by_the_idempotency_key_so_that_sending_again_counts_nothing_twice() {
        gateway.put(PATH, token(APP, PATH), BODY, "Idempotency-Key", "run-7");
        gateway.put(PATH, token(APP, PATH), BODY, "Idempotency-Key", "run-7");

        assertThat(gateway.published)
                .extracting(AdmittedEvent::id)
                .containsExactly("run-7:0", "run-7:1", "run-7:2", "run-7:0", "run-7:1", "run-7:2");
        for (String unusable : new String[] {"x".repeat(101), "~1", "load:1", "a b"}) {
            assertThat(gateway.put(PATH, token(APP, PATH), BODY, "Idempotency-Key", unusable)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void never_says_200_when_the_events_are_not_durable() throws JsonProcessingException {
        gateway.brokerIsThere = false;

        HttpResponse<String> answer = gateway.put(PATH, token(APP, PATH), BODY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Json.mapper().readTree(answer.body()).get("code").textValue())
                .isEqualTo("not-durable");
    }

    private static String codeOf403(HttpResponse<String> answer) throws JsonProcessingException {
        assertThat(answer.statusCode()).isEqualTo(403);
        return Json.mapper().readTree(answer.body()).get("code").textValue();
    }
}
