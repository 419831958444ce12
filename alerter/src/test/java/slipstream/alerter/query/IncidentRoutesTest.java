package slipstream.alerter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.Samples;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.IncidentData;
import slipstream.alerter.incident.notice.NotificationReason;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Scope;
import slipstream.kit.http.HttpServer;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;

@DisplayName("Reading incidents over REST")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2022-03-24T18:00:00Z");
    private static final Map<String, Credential> TOKENS = Map.of(
            "operator", new Credential("1", Set.of(Scope.OPERATOR), Set.of()),
            "owner", new Credential("2", Set.of(Scope.READ), Set.of(Samples.APP)),
            "stranger", new Credential("3", Set.of(Scope.READ), Set.of("other")),
            "writer", new Credential("4", Set.of(Scope.WRITE), Set.of(Samples.APP)));

    private final KnownIncidents incidents = new KnownIncidents();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = HttpServer.start(
            new HttpSettings("127.0.0.1", 0),
            new IncidentRoutes(
                            incidents,
                            key -> key.equals("quiet")
                                    ? Optional.of(new App(key, "Quiet", "P", List.of()))
                                    : Optional.empty(),
                            InstantSource.fixed(NOW))
                    .handler(token -> Optional.ofNullable(TOKENS.get(token))),
            new Health(),
            Metrics.registry());
    private final Announcement other = Samples.announcement(
            new Series("other", Sli.AVAILABILITY, "https://other.example.com"),
            Transition.OPENED,
            Samples.OPENED_AT.plus(Duration.ofMinutes(5)),
            Samples.measured(14, 1, 999_000),
            "Other",
            "P");

    @BeforeEach
    void one_resolved_and_one_open_incident() {
        for (Announcement announcement : List.of(Samples.opened(), Samples.resolved(), other)) {
            incidents.changed(announcement.change().id().text(), announcement);
        }
        for (Transition transition : List.of(Transition.OPENED, Transition.RESOLVED)) {
            Delivery delivery = new Delivery(
                    Samples.ID,
                    transition,
                    "mail:a@example.com",
                    Delivery.State.SENT,
                    NotificationReason.ACCEPTED,
                    "<id>",
                    1,
                    Samples.OPENED_AT);
            incidents.delivered(delivery.key(), delivery);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void lists_what_the_token_reaches() throws Exception {
        assertThat(apps(get("operator", "/v1/incidents"))).containsExactlyInAnyOrder(Samples.APP, "other");
        assertThat(apps(get("owner", "/v1/incidents"))).containsExactly(Samples.APP);
        assertThat(apps(get("operator", "/v1/incidents?state=open"))).containsExactly("other");
        assertThat(apps(get("operator", "/v1/incidents?state=resolved&appKey=" + Samples.APP)))
                .containsExactly(Samples.APP);
        assertThat(apps(get("operator", "/v1/incidents?limit=1"))).hasSize(1);
        assertThat(apps(get("operator", "/v1/incidents?appKey=quiet"))).isEmpty();
        assertThat(body(get("operator", "/v1/incidents")).get("asOf").asText()).isEqualTo(NOW.toString());
    }

    @Test
    void shows_an_incident_with_its_deliveries() throws Exception {
        JsonNode body = body(get("owner", "/v1/incidents/" + Samples.ID));
        assertThat(body.get("asOf").asText()).isEqualTo(NOW.toString());
        JsonNode incident = body.get("incident");
        assertThat(incident.get("incidentId").asText()).isEqualTo(Samples.ID.text());
        assertThat(incident.get("state").asText()).isEqualTo("resolved");
        assertThat(incident.get("openedAt").asText()).isEqualTo("2022-03-24T15:40:00Z");
        assertThat(incident.get("resolvedAt").asText()).isEqualTo("2022-03-24T16:40:00Z");
        assertThat(incident.get("window").asText()).isEqualTo("PT24H");
        assertThat(incident.get("rate").decimalValue()).isEqualByComparingTo("99.0");
        assertThat(incident.get("targetPpm").asLong()).isEqualTo(990_000);
        assertThat(body.get("deliveries")).hasSize(2);
        assertThat(body.at("/deliveries/0/state").asText()).isEqualTo("SENT");
        assertThat(body.at("/deliveries/0/channel").asText()).isEqualTo("mail:a@example.com");
    }

    @Test
    void lists_the_deliveries_of_an_incident() throws Exception {
        JsonNode body = body(get("owner", "/v1/deliveries?incidentId=" + Samples.ID));
        assertThat(body.get("deliveries"))
                .extracting(each -> each.get("transition").asText())
                .containsExactly("OPENED", "RESOLVED");
        assertThat(get("owner", "/v1/deliveries").statusCode()).isEqualTo(400);
    }

    @Test
    void knows_nothing_of_foreign_apps() throws Exception {
        for (String path : List.of(
                "/v1/incidents?appKey=" + Samples.APP,
                "/v1/incidents/" + Samples.ID,
                "/v1/deliveries?incidentId=" + Samples.ID)) {
            HttpResponse<String> foreign = get("stranger", path);
            assertThat(foreign.statusCode()).as(path).isEqualTo(404);
            HttpResponse<String> absent =
                    get("stranger", path.replace(Samples.APP, "absent").replace(Samples.ID.text(), "absent"));
            assertThat(foreign.body().replace(Samples.APP, "absent").replace(Samples.ID.text(), "absent"))
                    .isEqualTo(absent.body());
        }
        assertThat(apps(get("stranger", "/v1/incidents"))).containsExactly("other");
    }

    @Test
    void wants_a_token_with_the_scope() throws Exception {
        assertThat(get("nobody", "/v1/incidents").statusCode()).isEqualTo(401);
        assertThat(get("writer", "/v1/incidents").statusCode()).isEqualTo(403);
        assertThat(get("writer", "/v1/deliveries?incidentId=x").statusCode()).isEqualTo(403);
    }

    @Test
    void refuses_parameters_that_mean_nothing() throws Exception {
        for (String query : List.of("state=closed", "limit=0", "limit=1001", "limit=x")) {
            HttpResponse<String> response = get("operator", "/v1/incidents?" + query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void forgets_what_the_topics_forget() throws Exception {
        incidents.changed(Samples.ID.text(), null);
        incidents.delivered(Samples.ID + "/OPENED/mail:a@example.com", null);
        assertThat(get("owner", "/v1/incidents/" + Samples.ID).statusCode()).isEqualTo(404);
        assertThat(incidents.deliveriesOf(Samples.ID.text())).hasSize(1);
    }

    @Test
    void gives_everybody_the_schema_which_incident_data_follows() throws Exception {
        HttpResponse<String> response = get("nobody", "/v1/incident-data.schema.json");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode schema = JSON.readTree(response.body());
        for (Announcement announcement : List.of(Samples.opened(), Samples.resolved(), other)) {
            JsonNode data = JSON.readTree(IncidentData.strict(announcement));
            List<String> fields = new ArrayList<>();
            data.fieldNames().forEachRemaining(fields::add);
            assertThat(schema.get("required")).extracting(JsonNode::asText).containsExactlyElementsOf(fields);
            for (String field : List.of("incidentId", "time")) {
                assertThat(data.get(field).asText())
                        .matches(schema.at("/properties/" + field + "/pattern").asText());
            }
            assertThat(data.get("measurementDurationSeconds").isInt()).isTrue();
            assertThat(data.get("sliValue").isFloatingPointNumber()).isTrue();
            assertThat(data.get("sloValue").isFloatingPointNumber()).isTrue();
        }
    }

    private static List<String> apps(HttpResponse<String> response) throws Exception {
        List<String> apps = new ArrayList<>();
        body(response)
                .get("incidents")
                .forEach(incident -> apps.add(incident.get("appKey").asText()));
        return apps;
    }

    private static JsonNode body(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(String token, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }
}
