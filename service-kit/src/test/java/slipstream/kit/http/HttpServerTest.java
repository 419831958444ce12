package slipstream.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Guard;
import slipstream.kit.access.KnownTokens;
import slipstream.kit.access.Scope;
import slipstream.kit.access.TokenHash;
import slipstream.kit.http.Problem.Fault;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;

@DisplayName("The HTTP server")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpServerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Optional<String>> illness = new AtomicReference<>(Optional.empty());
    private HttpServer server;

    @BeforeEach
    void start() {
        Health health = new Health();
        health.add("broker", illness::get);
        KnownTokens tokens = new KnownTokens(InstantSource.fixed(NOW));
        tokens.learn(new Credential("r", Set.of(Scope.READ), Set.of("a")), TokenHash.sha256("reader"), null);
        tokens.learn(new Credential("w", Set.of(Scope.WRITE), Set.of("a")), TokenHash.sha256("writer"), null);
        tokens.learn(new Credential("o", Set.of(Scope.OPERATOR), Set.of()), TokenHash.sha256("operator"), null);
        tokens.learn(new Credential("e", Set.of(Scope.WRITE), Set.of("a")), TokenHash.sha256("expired"), NOW);
        HttpHandler fails = exchange -> {
            throw new IllegalStateException("planted");
        };
        HttpHandler routes = new Routes()
                .post(
                        "/echo",
                        exchange -> RequestBody.read(
                                exchange, 100, body -> Replies.send(exchange, 200, "text/plain", body)))
                .get("/time", exchange -> Replies.json(exchange, 200, Map.of("at", NOW)))
                .get(
                        "/faults",
                        exchange -> Replies.problem(
                                exchange,
                                Problem.of(422, "invalid", "two faults")
                                        .withErrors(List.of(new Fault(3, "name", "required", "is required")))))
                .get("/fails", fails)
                .get("/fails-later", new BlockingHandler(fails))
                .get(
                        "/guarded",
                        Guard.requires(
                                Scope.WRITE,
                                tokens,
                                exchange -> Replies.json(
                                        exchange,
                                        200,
                                        Map.of("id", Guard.credential(exchange).id()))));
        server = HttpServer.start(
                new HttpSettings("127.0.0.1", 0, 5_000, Duration.ofSeconds(5)), routes, health, Metrics.registry());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answers_times_in_utc() throws Exception {
        assertThat(get("/time").body()).isEqualTo("{\"at\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void is_live_and_ready_unless_a_check_fails() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        illness.set(Optional.of("not reachable"));

        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"check\":\"broker\"", "\"problem\":\"not reachable\"");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shows_metrics_of_the_jvm() throws Exception {
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void names_single_faults_in_a_problem_document() throws Exception {
        HttpResponse<String> answer = get("/faults");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = Json.mapper().readTree(answer.body());
        assertThat(problem.at("/type").asText()).isEqualTo("about:blank");
        assertThat(problem.at("/code").asText()).isEqualTo("invalid");
        assertThat(problem.at("/errors/0/index").asInt()).isEqualTo(3);
        assertThat(problem.at("/errors/0/reason").asText()).isEqualTo("is required");
    }

    @Test
    void answers_unknown_paths_and_methods_with_problems_too() throws Exception {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/nowhere").body()).contains("\"code\":\"not-found\"");
        assertThat(get("/echo").statusCode()).isEqualTo(405);
        assertThat(get("/echo").body()).contains("\"code\":\"method-not-allowed\"");
    }

    @Test
    void names_the_right_methods_to_who_used_a_wrong_one() throws Exception {
        assertThat(get("/echo").headers().firstValue("allow")).hasValue("POST");
        assertThat(post("/time", "").headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void answers_HEAD_like_GET_without_the_body() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/time").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(29);
    }

    @Test
    void hangs_up_on_who_does_not_come_to_an_end() throws Exception {
        HttpSettings hasty = new HttpSettings("127.0.0.1", 0, 5_000, Duration.ofMillis(200));
        HttpHandler echo =
                exchange -> RequestBody.read(exchange, 100, body -> Replies.send(exchange, 200, "text/plain", body));
        HttpHandler unread = exchange -> Replies.problem(exchange, Problem.of(401, "unauthorized", "not read"));
        HttpHandler routes = new Routes().post("/echo", echo).post("/unread", unread);
        try (HttpServer other = HttpServer.start(hasty, routes, new Health(), Metrics.registry())) {
            for (String path : List.of("/echo", "/unread")) {
                try (Socket half = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
                    half.setSoTimeout(20_000);
                    half.getOutputStream()
                            .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
                                    .getBytes(StandardCharsets.US_ASCII));

                    String answer = new String(half.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    assertThat(answer).doesNotContain("200 OK");
                }
            }
        }
    }

    @Test
    void says_that_it_reads_no_compressed_body() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/echo")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"code\":\"unsupported-encoding\"");
    }

    @Test
    void turns_a_fault_of_ours_into_a_problem_with_a_reference() throws Exception {
        for (String path : List.of("/fails", "/fails-later")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("\"code\":\"internal-error\"", "reference ")
                    .doesNotContain("planted");
        }
    }

    @Test
    void refuses_a_body_over_the_limit_announced_or_not() throws Exception {
        assertThat(post("/echo", "x".repeat(100)).body()).hasSize(100);
        for (int length : List.of(101, 6_000)) {
            String tooLong = "x".repeat(length);
            for (HttpResponse<String> answer : List.of(post("/echo", tooLong), postInChunks("/echo", tooLong))) {
                assertThat(answer.statusCode()).as("%s bytes", length).isEqualTo(413);
                assertThat(answer.body()).contains("body-too-large");
            }
        }
    }

    @Test
    void lets_in_only_who_shows_a_known_token() throws Exception {
        HttpResponse<String> without = get("/guarded");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(getAs("/guarded", "Bearer stranger").statusCode()).isEqualTo(401);
        assertThat(getAs("/guarded", "Bearer expired").statusCode()).isEqualTo(401);
        assertThat(getAs("/guarded", "Basic writer").statusCode()).isEqualTo(401);
        assertThat(getAs("/guarded", "bearer writer").body()).isEqualTo("{\"id\":\"w\"}");
    }

    @Test
    void lets_in_only_who_has_the_scope_or_is_an_operator() throws Exception {
        assertThat(getAs("/guarded", "Bearer reader").statusCode()).isEqualTo(403);
        assertThat(getAs("/guarded", "Bearer operator").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> getAs(String path, String authorization) throws IOException, InterruptedException {
        return client.send(request(path).header("Authorization", authorization).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> postInChunks(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .POST(BodyPublishers.ofByteArrays(
                                List.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }
}
