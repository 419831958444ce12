package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.standalone.client.SlipstreamClient;

@DisplayName("Excluded time")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class ExclusionTest {
    private static final Duration PROMISED = Duration.ofSeconds(60);
    private static final Duration CELL = Duration.ofMinutes(5);

    @Test
    void makes_every_number_that_of_a_run_without_it_resolves_the_incident_and_can_be_undone(
            RunningSlipstream slipstream) {
        String app = "com.example.excluded";
        String without = "com.example.excluded.not-there";
        slipstream.register(app);
        slipstream.register(without);
        SlipstreamClient client = slipstream.client();
        Instant failed = slipstream.clock().instant();
        Instant cell = cellOf(failed);
        for (String each : List.of(app, without)) {
            client.report(Deliveries.of(each, "before", cell.minus(Duration.ofMinutes(4)), 5, 0));
            client.report(Deliveries.of(each, "yesterday", cell.minus(Duration.ofHours(20)), 3, 2));
        }
        client.report(Deliveries.of(app, "failed", failed, 2, 8));
        slipstream.clock().passUntilMinuteIsJudged();
        slipstream.awaitMails(app, 1);
        assertThat(states(slipstream, app)).containsExactly("open");
        Instant at = slipstream.clock().minute();
        List<String> before = numbers(client, app, at);

        JsonNode preview = client.previewExclusion(app, fault(cell));
        client.putExclusion(app, "queue", fault(cell));
        await().atMost(PROMISED).untilAsserted(() -> {
            assertThat(numbers(client, app, at)).isEqualTo(numbers(client, without, at));
            assertThat(states(slipstream, app)).containsExactly("resolved");
        });
        assertThat(numbers(client, app, at)).isNotEqualTo(before);
        assertThat(excluded(client, app, at)).containsExactly(10L, 10L, 10L);
        assertThat(preview.at("/series/0/wouldBe/2/bad").asLong()).isEqualTo(2);
        assertThat(preview.at("/series/0/verdicts/0/wouldBe").asText()).isEqualTo("MET");
        assertThat(slipstream.awaitMails(app, 2).get(1).get("html").asText()).contains("\"incidentStatus\":\"OK\"");

        client.removeExclusion(app, "queue");
        await().atMost(PROMISED)
                .untilAsserted(() -> assertThat(numbers(client, app, at)).isEqualTo(before));
        assertThat(excluded(client, app, at)).containsExactly(0L, 0L, 0L);
    }

    private static Map<String, Object> fault(Instant cell) {
        return Map.of(
                "kind",
                "PLATFORM_FAULT",
                "from",
                cell.toString(),
                "to",
                cell.plus(CELL).toString(),
                "product",
                "jira",
                "reason",
                "the queue was down");
    }

    private static Instant cellOf(Instant moment) {
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), CELL.toSeconds()) * CELL.toSeconds());
    }

    /** Good and bad of every window as of some instants, and of every cell of the history. */
    private static List<String> numbers(SlipstreamClient client, String app, Instant at) {
        List<String> numbers = new ArrayList<>();
        for (int minutesAgo = 0; minutesAgo < 10; minutesAgo++) {
            for (JsonNode window : windows(client, app, at.minus(Duration.ofMinutes(minutesAgo)))) {
                numbers.add(
                        window.get("from").asText() + " to " + window.get("to").asText() + " " + counts(window));
            }
        }
        Instant day = at.minus(Duration.ofDays(1));
        for (JsonNode cell :
                client.history(app, "webhook-delivery", "jira", day, at, "PT5M").get("cells")) {
            if (cell.get("good").asLong() + cell.get("bad").asLong() > 0) {
                numbers.add(cell.get("from").asText() + " " + counts(cell));
            }
        }
        return numbers;
    }

    private static String counts(JsonNode counted) {
        return counted.get("good").asLong() + " good, " + counted.get("bad").asLong() + " bad";
    }

    private static List<Long> excluded(SlipstreamClient client, String app, Instant at) {
        List<Long> excluded = new ArrayList<>();
        windows(client, app, at)
                .forEach(window -> excluded.add(window.get("excluded").asLong()));
        return excluded;
    }

    private static JsonNode windows(SlipstreamClient client, String app, Instant at) {
        return client.slis(app, at).at("/series/0/windows");
    }

    private static List<String> states(RunningSlipstream slipstream, String app) {
        List<String> states = new ArrayList<>();
        slipstream
                .client()
                .incidents(app)
                .get("incidents")
                .forEach(incident -> states.add(incident.get("state").asText()));
        return states;
    }
}
