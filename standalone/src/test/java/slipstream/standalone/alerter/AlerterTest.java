package slipstream.standalone.alerter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import slipstream.alerter.Alerter;
import slipstream.alerter.AlerterSettings;
import slipstream.kit.access.TokenHash;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.http.Json;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.run.Closing;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.SeriesKey;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AccessToken;
import slipstream.schemas.avro.AppRegistration;
import slipstream.schemas.avro.Basis;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Verdict;
import slipstream.schemas.avro.VerdictKind;
import slipstream.standalone.WithBroker;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.mail.MailCatcher;
import slipstream.standalone.registry.SchemaRegistry;

@DisplayName("The alerter in front of a real broker")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlerterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String TOKEN = "slp_of_the_alerters_test";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Closing closing = new Closing();
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private Map<String, String> settings;
    private MailCatcher mails;
    private SerdeSettings serde;
    private KafkaProducer<String, byte[]> producer;
    private Alerter alerter;

    @BeforeAll
    void launch(EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), Map.of(), 3, 1);
        TopicCreation.ensure(
                kafka,
                Topics.inFlowOrder().stream()
                        .map(topic -> new TopicSpec(topic.name(), 3, 1, topic.settings()))
                        .toList(),
                DEADLINE);
        SchemaRegistry registry = closing.add(SchemaRegistry.start(new HttpSettings("127.0.0.1", 0), kafka));
        serde = SerdeSettings.ours(registry.url());
        mails = closing.add(MailCatcher.start(
                directory.resolve("mails"), new HttpSettings("127.0.0.1", 0), 0, InstantSource.system()));
        producer = closing.add(
                new KafkaProducer<>(kafka.clientConfig("test"), new StringSerializer(), new ByteArraySerializer()));
        settings = Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "alerter.port", "0",
                "alerter.state-dir", directory.resolve("state").toString(),
                "mail.port", Integer.toString(mails.smtpPort()));
        write(
                Topics.TOKENS,
                "alerter-test",
                AccessToken.newBuilder()
                        .setId("alerter-test")
                        .setName("alerter test")
                        .setSha256(ByteBuffer.wrap(TokenHash.sha256(TOKEN)))
                        .setScopes(List.of("operator"))
                        .setCreatedAt(minute)
                        .build());
        alerter = launchAnother();
    }

    @AfterAll
    void close() {
        alerter.close();
        closing.close();
    }

    @Test
    void tells_of_an_incident_once_per_change_also_when_it_is_launched_anew_in_between() throws Exception {
        String app = registerApp();
        verdict(app, VerdictKind.MET, minute);
        verdict(app, VerdictKind.BREACHED, minute.plusSeconds(60));
        verdict(app, VerdictKind.BREACHED, minute.plusSeconds(120));
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(mailsOf(app)).hasSize(1));

        alerter.close();
        verdict(app, VerdictKind.BREACHED, minute.plusSeconds(180));
        alerter = launchAnother();
        verdict(app, VerdictKind.MET, minute.plusSeconds(240));
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(mailsOf(app)).hasSize(2));

        List<JsonNode> both = mailsOf(app);
        assertThat(both)
                .extracting(mail -> mail.get("subject").asText())
                .containsOnly(both.get(0).get("subject").asText());
        assertThat(incidentData(both.get(0)))
                .contains(
                        "\"incidentStatus\":\"ANOMALOUS\"",
                        "\"name\":\"An <app>\"".replace("<", "\\u003c").replace(">", "\\u003e"));
        assertThat(incidentData(both.get(1))).contains("\"incidentStatus\":\"OK\"");
        JsonNode incident = get("/v1/incidents?appKey=" + app).at("/incidents/0");
        assertThat(incident.get("state").asText()).isEqualTo("resolved");
        assertThat(incidentData(both.get(0)))
                .contains(incident.get("incidentId").asText());
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(
                        get("/v1/incidents/" + incident.get("incidentId").asText())
                                .get("deliveries"))
                .extracting(delivery -> delivery.get("transition").asText() + " "
                        + delivery.get("state").asText())
                .containsExactly("OPENED SENT", "RESOLVED SENT"));
        assertThat(mailsOf(app)).hasSize(2);
    }

    @Test
    void tells_nobody_of_what_is_long_past_but_remembers_why() throws Exception {
        String app = registerApp();
        verdict(app, VerdictKind.BREACHED, minute.minus(Duration.ofHours(1)));
        await().atMost(DEADLINE).untilAsserted(() -> {
            JsonNode incidents =
                    get("/v1/incidents?appKey=" + app + "&state=open").get("incidents");
            assertThat(incidents).hasSize(1);
            assertThat(get("/v1/deliveries?incidentId="
                                    + incidents.get(0).get("incidentId").asText())
                            .at("/deliveries/0/reason")
                            .asText())
                    .isEqualTo("OLDER_THAN_NOTIFICATION_HORIZON");
        });
        assertThat(mailsOf(app)).isEmpty();
    }

    private Alerter launchAnother() {
        SettingsReader reader = SettingsReader.of(settings);
        AlerterSettings read = AlerterSettings.read(reader);
        reader.finish();
        Alerter launched = Alerter.launch(read, InstantSource.system());
        await().atMost(DEADLINE).until(launched::ready);
        return launched;
    }

    private String registerApp() throws Exception {
        String key = "com.example." + UUID.randomUUID();
        write(
                Topics.APPS,
                key,
                AppRegistration.newBuilder()
                        .setAppKey(key)
                        .setName("An <app>")
                        .setPartnerName("A partner")
                        .setContacts(List.of(key + "@example.com"))
                        .setUpdatedAt(minute)
                        .build());
        await().atMost(DEADLINE)
                .until(() -> request("/v1/incidents?appKey=" + key).statusCode() == 200);
        return key;
    }

    private void verdict(String app, VerdictKind kind, Instant at) throws Exception {
        Verdict verdict = Verdict.newBuilder()
                .setAppKey(app)
                .setSli(Sli.WEBHOOK_DELIVERY)
                .setScope("jira")
                .setObjective("webhook-delivery")
                .setVerdict(kind)
                .setMinute(at)
                .setSince(at)
                .setFrom(at.minusSeconds(900))
                .setWindowSeconds(900)
                .setGood(kind == VerdictKind.BREACHED ? 90 : 100)
                .setBad(kind == VerdictKind.BREACHED ? 10 : 0)
                .setExcluded(0)
                .setBasis(Basis.GENERIC)
                .setTargetPpm(990_000)
                .build();
        write(
                Topics.VERDICTS,
                new SeriesKey(app, Sli.WEBHOOK_DELIVERY, "jira").verdictKey("webhook-delivery"),
                verdict);
    }

    private void write(Topic topic, String key, SpecificRecord value) throws Exception {
        byte[] bytes = serde.<SpecificRecord>serializer(topic).serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<JsonNode> mailsOf(String app) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(mails.url() + "/api/mails"))
                        .timeout(DEADLINE)
                        .build(),
                BodyHandlers.ofString());
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode mail : Json.mapper().readTree(answer.body())) {
            if (mail.get("to").toString().contains(app)) {
                found.add(mail);
            }
        }
        found.sort(java.util.Comparator.comparing(mail -> mail.get("receivedAt").asText()));
        return found;
    }

    private static String incidentData(JsonNode mail) {
        String html = mail.get("html").asText();
        int from = html.indexOf("id=\"incident-data\">");
        return html.substring(from, html.indexOf("</script>", from));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = request(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private HttpResponse<String> request(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alerter.port() + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .timeout(DEADLINE)
                        .build(),
                BodyHandlers.ofString());
    }
}
