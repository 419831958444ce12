package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.standalone.client.SlipstreamClient;

@DisplayName("A standalone that is killed in the middle of its work and started again")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuddenDeathTest {
    private static final String APP = "com.example.killed";
    private static final Duration DEADLINE = Duration.ofSeconds(100);
    private static final int BATCH = 100;

    private final Map<String, List<Map<String, Object>>> acknowledged = new LinkedHashMap<>();
    private final List<List<Map<String, Object>>> inDoubt = new ArrayList<>();

    @Test
    void has_lost_nothing_counted_nothing_twice_and_tells_nobody_again(@TempDir Path data) throws Exception {
        Map<String, String> settings =
                RunningSlipstream.anywhere(Map.of("judging.grace", "0s", "prober.enabled", "false"));
        List<JsonNode> before;
        try (ChildProcess child = ChildProcess.up(data, settings)) {
            SlipstreamClient client = child.client();
            client.putApp(
                    APP,
                    Map.of(
                            "name",
                            "Killed",
                            "partnerName",
                            "P",
                            "products",
                            List.of("jira"),
                            "contacts",
                            List.of("oncall@example.com")));
            report(client, 0);
            await().atMost(DEADLINE).until(() -> !mails(child).isEmpty());
            before = incidents(client);
            assertThat(before).hasSize(1);

            Thread reporting = new Thread(() -> reportUntilItFails(client));
            reporting.start();
            await().atMost(DEADLINE).until(() -> acknowledgedBatches() > 20);
            child.kill();
            reporting.join(DEADLINE.toMillis());
        }
        assertThat(inDoubt).isNotEmpty();

        try (ChildProcess child = ChildProcess.up(data, settings)) {
            SlipstreamClient client = child.client();
            inDoubt.forEach(client::report);
            acknowledged.values().stream().limit(3).forEach(client::report);
            long expected = (long) BATCH * (acknowledged.size() + inDoubt.size());

            await().atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(largestWindow(client)).isEqualTo(expected));
            Instant from = Instant.parse(client.slis(APP).get("measuredThrough").asText());
            await().atMost(DEADLINE).until(() -> aMinuteWasJudgedSince(client, from));

            assertThat(largestWindow(client)).isEqualTo(expected);
            assertThat(incidents(client))
                    .extracting(incident -> incident.get("incidentId"))
                    .containsExactly(before.get(0).get("incidentId"));
            assertThat(mails(child))
                    .extracting(mail -> mail.get("headers").get("Message-ID").asText())
                    .as("at most repeated with the same id")
                    .containsOnly(
                            mails(child).get(0).get("headers").get("Message-ID").asText());
        }
    }

    private static boolean aMinuteWasJudgedSince(SlipstreamClient client, Instant from) {
        Instant through = Instant.parse(client.slis(APP).get("measuredThrough").asText());
        return through.getEpochSecond() / 60 > from.getEpochSecond() / 60 && through.getEpochSecond() % 60 >= 2;
    }

    private synchronized int acknowledgedBatches() {
        return acknowledged.size();
    }

    private void reportUntilItFails(SlipstreamClient client) {
        boolean alive = true;
        for (int batch = 1; alive; batch++) {
            alive = report(client, batch);
        }
    }

    /** Two in a hundred fail, which is more than one in a hundred. */
    private boolean report(SlipstreamClient client, int batch) {
        List<Map<String, Object>> events = Deliveries.of(APP, "batch-" + batch, Instant.now(), BATCH - 2, 2);
        try {
            assertThat(client.report(events).accepted()).isEqualTo(BATCH);
            synchronized (this) {
                acknowledged.put("batch-" + batch, events);
            }
            return true;
        } catch (UncheckedIOException | IllegalStateException unanswered) {
            inDoubt.add(events);
            return false;
        }
    }

    private static long largestWindow(SlipstreamClient client) {
        long largest = 0;
        for (JsonNode series : client.slis(APP).path("series")) {
            for (JsonNode window : series.path("windows")) {
                largest = Math.max(
                        largest, window.get("good").asLong() + window.get("bad").asLong());
            }
        }
        return largest;
    }

    private static List<JsonNode> incidents(SlipstreamClient client) {
        List<JsonNode> incidents = new ArrayList<>();
        client.incidents(APP).path("incidents").forEach(incidents::add);
        return incidents;
    }

    private static List<JsonNode> mails(ChildProcess child) throws IOException {
        return RunningSlipstream.mails(child.endpoints());
    }
}
