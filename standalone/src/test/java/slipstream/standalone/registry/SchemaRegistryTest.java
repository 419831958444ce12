package slipstream.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.http.Json;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.RegistryClient;
import slipstream.schemas.Topics;
import slipstream.standalone.WithBroker;
import slipstream.standalone.broker.EmbeddedBroker;

@DisplayName("The registry stand-in")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithBroker.class)
class SchemaRegistryTest {
    private static final String ONE_FIELD = record("{\"name\":\"a\",\"type\":\"int\"}");
    private static final String WITH_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private static final String OTHER_TYPE = record("{\"name\":\"a\",\"type\":\"string\"}");

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaSettings kafka;
    private SchemaRegistry registry;
    private String subject;

    @BeforeEach
    void start(EmbeddedBroker broker, TestInfo test) {
        kafka = new KafkaSettings(broker.bootstrapServers(), Map.of(), 1, 1);
        registry = SchemaRegistry.start(new HttpSettings("127.0.0.1", 0), kafka);
        subject = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void gives_a_schema_the_same_id_however_often_it_is_registered() {
        Answer first = register(ONE_FIELD);
        Answer again = register(ONE_FIELD.replace(" ", ""));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.type()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(again.body().get("id")).isEqualTo(first.body().get("id"));
        assertThat(get("/subjects/" + subject + "/versions").body().toString()).isEqualTo("[1]");
    }

    @Test
    void refuses_a_schema_that_old_readers_cannot_read() {
        register(ONE_FIELD);

        Answer refused = register(OTHER_TYPE);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("error_code").asInt()).isEqualTo(409);
        assertThat(refused.body().get("message").asText())
                .contains("incompatible")
                .contains("TYPE_MISMATCH");
    }

    @Test
    void says_beforehand_whether_a_schema_would_be_accepted() {
        register(ONE_FIELD);
        String path = "/compatibility/subjects/" + subject + "/versions/latest";

        assertThat(send("POST", path, schema(WITH_DEFAULT))
                        .body()
                        .get("is_compatible")
                        .asBoolean())
                .isTrue();
        assertThat(send("POST", path, schema(OTHER_TYPE))
                        .body()
                        .get("is_compatible")
                        .asBoolean())
                .isFalse();
        assertThat(send("POST", path + "?verbose=true", schema(OTHER_TYPE))
                        .body()
                        .get("messages"))
                .isNotEmpty();
    }

    @Test
    void counts_versions_of_a_subject_from_one() {
        register(ONE_FIELD);
        int second = register(WITH_DEFAULT).body().get("id").asInt();

        JsonNode latest = get("/subjects/" + subject + "/versions/latest").body();

        assertThat(latest.get("version").asInt()).isEqualTo(2);
        assertThat(latest.get("id").asInt()).isEqualTo(second);
        assertThat(get("/subjects/" + subject + "/versions/1")
                        .body()
                        .get("subject")
                        .asText())
                .isEqualTo(subject);
        assertThat(get("/schemas/ids/" + second).body().get("schema").asText())
                .isEqualTo(latest.get("schema").asText());
    }

    @Test
    void finds_the_version_of_a_schema() {
        register(ONE_FIELD);
        String path = "/subjects/" + subject;

        assertThat(send("POST", path, schema(ONE_FIELD)).body().get("version").asInt())
                .isEqualTo(1);
        assertThat(code(send("POST", path, schema(OTHER_TYPE)))).isEqualTo("404/40403");
        assertThat(code(send("POST", path + "-unknown", schema(ONE_FIELD)))).isEqualTo("404/40401");
    }

    @Test
    void answers_faults_with_the_codes_of_the_api() {
        register(ONE_FIELD);

        assertThat(code(get("/subjects/no-such-subject/versions"))).isEqualTo("404/40401");
        assertThat(code(get("/subjects/" + subject + "/versions/9"))).isEqualTo("404/40402");
        assertThat(code(get("/subjects/" + subject + "/versions/first"))).isEqualTo("422/42202");
        assertThat(code(get("/schemas/ids/999999"))).isEqualTo("404/40403");
        assertThat(code(register("{\"type\":\"nonsense\"}"))).isEqualTo("422/42201");
        assertThat(code(send("POST", "/subjects/" + subject + "/versions", "not json")))
                .isEqualTo("400/400");
        assertThat(code(send("PUT", "/config/" + subject, "{\"compatibility\":\"SOME\"}")))
                .isEqualTo("422/42203");
        assertThat(code(get("/config/" + subject))).isEqualTo("404/40408");
        assertThat(code(send("DELETE", "/subjects/" + subject, ""))).isEqualTo("405/405");
    }

    @Test
    void compares_fully_and_with_all_versions_unless_a_subject_says_otherwise() {
        register(ONE_FIELD);
        assertThat(get("/config").body().get("compatibilityLevel").asText()).isEqualTo("FULL_TRANSITIVE");

        send("PUT", "/config/" + subject, "{\"compatibility\":\"NONE\"}");

        assertThat(get("/config/" + subject).body().get("compatibilityLevel").asText())
                .isEqualTo("NONE");
        assertThat(register(OTHER_TYPE).status()).isEqualTo(200);
    }

    @Test
    void remembers_everything_across_a_restart() {
        int id = register(ONE_FIELD).body().get("id").asInt();
        registry.close();

        registry = SchemaRegistry.start(new HttpSettings("127.0.0.1", 0), kafka);

        assertThat(get("/subjects").body().toString()).contains(subject);
        assertThat(register(ONE_FIELD).body().get("id").asInt()).isEqualTo(id);
        assertThat(register(WITH_DEFAULT).body().get("id").asInt()).isGreaterThan(id);
    }

    @Test
    void serves_our_own_client() {
        int id = new RegistryClient(registry.url()).idOf("slipstream.events-value", Topics.EVENTS.value());

        assertThat(new RegistryClient(registry.url()).byId(id).getFullName())
                .isEqualTo(Topics.EVENTS.value().getFullName());
    }

    private Answer register(String schema) {
        return send("POST", "/subjects/" + subject + "/versions", schema(schema));
    }

    private Answer get(String path) {
        return send("GET", path, "");
    }

    private static String code(Answer answer) {
        return answer.status() + "/" + answer.body().get("error_code").asInt();
    }

    private static String record(String fields) {
        return "{\"type\": \"record\", \"name\": \"Thing\", \"fields\": [" + fields + "]}";
    }

    private static String schema(String schema) {
        return Json.mapper().createObjectNode().put("schema", schema).toString();
    }

    private Answer send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    Json.mapper().readTree(response.body()));
        } catch (Exception e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private record Answer(int status, String type, JsonNode body) {}
}
