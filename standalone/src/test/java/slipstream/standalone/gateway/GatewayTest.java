package slipstream.standalone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import slipstream.gateway.GatewaySettings;
import slipstream.gateway.IngestGateway;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.http.Json;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.run.Closing;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Rejected;
import slipstream.standalone.WithBroker;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.registry.SchemaRegistry;

@DisplayName("The gateway in front of a real broker")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Closing closing = new Closing();
    private Map<String, String> settings;
    private IngestGateway gateway;
    private String operator;
    private SerdeSettings serde;

    @BeforeAll
    void launch(EmbeddedBroker broker, @TempDir Path directory) throws IOException {
        SchemaRegistry registry = closing.add(SchemaRegistry.start(
                new HttpSettings("127.0.0.1", 0), new KafkaSettings(broker.bootstrapServers(), Map.of(), 3, 1)));
        serde = SerdeSettings.ours(registry.url());
        Path tokenFile = directory.resolve("operator-token");
        settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "schema.registry.url",
                registry.url(),
                "topics.partitions",
                "3",
                "gateway.port",
                "0",
                "prober.enabled",
                "false",
                "gateway.tick-interval",
                "200ms",
                "secrets.key-file",
                directory.resolve("secrets").toString(),
                "access.operator-token-file",
                tokenFile.toString()));
        gateway = closing.add(launchAnother());
        operator = Files.readString(tokenFile).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile)))
                .isEqualTo("rw-------");
    }

    @AfterAll
    void close() {
        closing.close();
    }

    @Test
    void is_ready_once_launched() throws Exception {
        assertThat(gateway.ready()).isTrue();
        assertThat(call("GET", "/health/ready", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void makes_what_it_accepts_durable_and_answers_for_every_item() throws Exception {
        String app = registerApp();
        Instant now = Instant.now();
        HttpResponse<String> answer = call(
                "POST",
                "/v1/events",
                operator,
                "["
                        + event(
                                "good",
                                app,
                                "webhook-delivery",
                                now,
                                "\"product\":\"jira\",\"status\":204,\"durationMillis\":12")
                        + ","
                        + event(
                                "unknown",
                                "no.such.app",
                                "webhook-delivery",
                                now,
                                "\"product\":\"jira\",\"status\":204")
                        + ","
                        + event(
                                "bad",
                                app,
                                "webhook-delivery",
                                now.minusSeconds(60),
                                "\"product\":\"jira\",\"status\":202")
                        + ","
                        + event(
                                "old",
                                app,
                                "webhook-delivery",
                                now.minus(Duration.ofDays(32)),
                                "\"product\":\"jira\",\"status\":200")
                        + "]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode body = Json.mapper().readTree(answer.body());
        assertThat(body.at("/accepted").asInt()).isEqualTo(2);
        assertThat(body.at("/refused").asInt()).isEqualTo(2);
        assertThat(body.at("/items/0/status").asText()).isEqualTo("accepted");
        assertThat(body.at("/items/1/code").asText()).isEqualTo("unknown-app");
        assertThat(body.at("/items/3/code").asText()).isEqualTo("event-too-old");
        List<Event> events = eventsOf(app);
        assertThat(events).extracting(Event::getId).containsExactly("good", "bad");
        assertThat(events).extracting(Event::getOutcome).containsExactly(Outcome.GOOD, Outcome.BAD);
        assertThat(events).extracting(Event::getDurationMillis).containsExactly(12L, null);
        assertThat(rejectedOf(app)).singleElement().satisfies(rejected -> {
            assertThat(rejected.getReason()).isEqualTo("too-late");
            assertThat(new String(rejected.getRaw().array(), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("{\"id\":\"old\"")
                    .endsWith("}");
        });
    }

    @Test
    void lets_time_move_by_ticks_on_every_partition() {
        Map<Integer, Integer> ticks = new HashMap<>();
        await().atMost(DEADLINE).until(() -> {
            ticks.clear();
            for (ConsumerRecord<String, byte[]> each : read(Topics.EVENTS.name())) {
                if (each.key() == null && each.value() == null) {
                    ticks.merge(each.partition(), 1, Integer::sum);
                }
            }
            return ticks.size() == 3 && ticks.values().stream().allMatch(count -> count >= 2);
        });
    }

    @Test
    void reads_its_own_writes_in_the_catalogue_and_never_shows_a_secret() throws Exception {
        String app = registerApp();
        String installation = "/v1/apps/" + app + "/installations/site-1";
        HttpResponse<String> written = call(
                "PUT", installation, operator, "{\"product\":\"jira\",\"sharedSecret\":\"a-secret-of-some-length\"}");
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
        assertThat(written.body()).doesNotContain("a-secret");
        assertThat(call("GET", installation, operator, "").body())
                .contains("\"state\":\"installed\"")
                .doesNotContain("a-secret");

        assertThat(call("PUT", installation, operator, "{\"product\":\"jira\",\"state\":\"uninstalled\"}")
                        .body())
                .contains("\"state\":\"uninstalled\"");
        assertThat(call("DELETE", installation, operator, "").statusCode()).isEqualTo(204);
        assertThat(call("GET", installation, operator, "").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/v1/apps/" + app, operator, "").statusCode()).isEqualTo(204);
        assertThat(call("GET", "/v1/apps/" + app, operator, "").statusCode()).isEqualTo(404);
    }

    @Test
    void tells_every_fault_of_a_registration_at_once() throws Exception {
        HttpResponse<String> answer = call("PUT", "/v1/apps/x", operator, """
                {"name":"", "products":["trello"], "baseUrls":[{"url":"ftp://x"},{"url":"http://a/","more":1}],
                 "contacts":["nobody"], "activeFrom":"yesterday", "rtoSeconds":-1, "colour":"red"}""");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Json.mapper().readTree(answer.body()).at("/errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "name",
                        "partnerName",
                        "products",
                        "baseUrls[0].url",
                        "baseUrls[1].more",
                        "contacts",
                        "activeFrom",
                        "rtoSeconds",
                        "colour");
        assertThat(call("PUT", "/v1/apps/a%20b", operator, "{}").body()).contains("invalid-app-key");
    }

    @Test
    void lets_a_token_reach_its_own_apps_only() throws Exception {
        String mine = registerApp();
        String foreign = registerApp();
        JsonNode made = Json.mapper()
                .readTree(call(
                                "POST",
                                "/v1/tokens",
                                operator,
                                "{\"name\":\"partner\",\"scopes\":[\"read\",\"write\"],\"appKeys\":[\"" + mine + "\"]}")
                        .body());
        String token = made.at("/token").asText();
        assertThat(token).matches("slp_[A-Za-z0-9_-]{43}");

        assertThat(call("GET", "/v1/apps/" + mine, token, "").statusCode()).isEqualTo(200);
        assertThat(call("GET", "/v1/apps/" + foreign, token, "").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/v1/apps/" + foreign, token, "").statusCode())
                .isEqualTo(404);
        assertThat(Json.mapper()
                        .readTree(call("GET", "/v1/apps", token, "").body())
                        .at("/apps"))
                .hasSize(1);
        assertThat(call("GET", "/v1/tokens", token, "").statusCode()).isEqualTo(403);
        assertThat(call(
                                "POST",
                                "/v1/events",
                                token,
                                "["
                                        + event(
                                                "a",
                                                foreign,
                                                "webhook-delivery",
                                                Instant.now(),
                                                "\"product\":\"jira\",\"status\":200")
                                        + "]")
                        .body())
                .contains("unknown-app");

        assertThat(call("DELETE", "/v1/tokens/" + made.at("/id").asText(), operator, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call("GET", "/v1/apps/" + mine, token, "").statusCode()).isEqualTo(401);
    }

    @Test
    void knows_everything_again_after_a_restart() throws Exception {
        String app = registerApp();
        try (IngestGateway again = launchAnother()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + again.port() + "/v1/apps/" + app))
                            .header("Authorization", "Bearer " + operator)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private IngestGateway launchAnother() {
        SettingsReader reader = SettingsReader.of(settings);
        GatewaySettings read = GatewaySettings.read(reader);
        reader.finish();
        return IngestGateway.launch(read, Clock.systemUTC());
    }

    private String registerApp() throws Exception {
        String key = "com.example." + UUID.randomUUID();
        HttpResponse<String> answer = call("PUT", "/v1/apps/" + key, operator, """
                {"name":"An app","partnerName":"A partner","products":["jira"],
                 "baseUrls":[{"url":"https://app.example.com/","healthPath":"/health"}],"contacts":["ops@example.com"]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return key;
    }

    private static String event(String id, String app, String sli, Instant at, String rest) {
        return "{\"id\":\"" + id + "\",\"appKey\":\"" + app + "\",\"sli\":\"" + sli + "\",\"occurredAt\":\"" + at
                + "\"," + rest + "}";
    }

    private List<Event> eventsOf(String app) {
        Deserializer<Event> deserializer = serde.deserializer(Topics.EVENTS);
        return read(Topics.EVENTS.name()).stream()
                .filter(each -> app.equals(each.key()))
                .map(each -> deserializer.deserialize(each.topic(), each.value()))
                .toList();
    }

    private List<Rejected> rejectedOf(String app) {
        Deserializer<Rejected> deserializer = serde.deserializer(Topics.REJECTED);
        return read(Topics.REJECTED.name()).stream()
                .filter(each -> app.equals(each.key()))
                .map(each -> deserializer.deserialize(each.topic(), each.value()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", settings.get("kafka.bootstrap.servers"));
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private HttpResponse<String> call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .timeout(DEADLINE)
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
