package slipstream.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import slipstream.processor.slo.Programme;
import slipstream.standalone.RunningSlipstream;
import slipstream.standalone.WithSlipstream;
import slipstream.standalone.client.EventPost;

@DisplayName("Old events that are loaded into a running Slipstream")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class BackfillTest {
    private static final String APP = "com.example.backfilled";
    private static final int LOADED = 2_900;

    private final StringWriter said = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void count_once_however_often_they_are_loaded_and_notify_nobody(RunningSlipstream slipstream) throws Exception {
        slipstream.register(APP);
        Path file = write(slipstream.clock().instant());

        assertThat(load(file, slipstream)).as("what is recent was refused").isFalse();
        assertThat(load(file, slipstream)).isFalse();

        assertThat(said.toString()).contains("3,000 events read: 2,900 admitted, 100 refused", "100 too-recent");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(counted(slipstream, "webhook-delivery"))
                .isEqualTo(LOADED));
        slipstream.clock().passUntilMinuteIsJudged();
        slipstream.clock().passUntilMinuteIsJudged();
        assertThat(counted(slipstream, "webhook-delivery")).isEqualTo(LOADED);
        assertThat(slipstream.client().incidents(APP).path("incidents")).isEmpty();
        assertThat(slipstream.mailsOf(APP)).isEmpty();
    }

    private boolean load(Path file, RunningSlipstream slipstream) throws IOException, InterruptedException {
        EventPost post = new EventPost(
                slipstream.standalone().endpoints(),
                slipstream.standalone().operatorToken(),
                Duration.ofMinutes(1),
                length -> TimeUnit.NANOSECONDS.sleep(length.toNanos()),
                System::nanoTime);
        PrintWriter out = new PrintWriter(said, true);
        return new BackfillRun(out, out, slipstream.clock(), System::nanoTime)
                .load(
                        new BackfillRun.Plan(
                                List.of(file),
                                Optional.empty(),
                                Optional.of(JudgedWindows.of(Programme.four().objectives())),
                                2),
                        post);
    }

    /** Every delivery failed: one a minute from 40 minutes ago on; and callbacks of the last hours, which are judged over a day. */
    private Path write(Instant now) throws IOException {
        List<String> rows = new ArrayList<>(List.of("appKey,sli,product,occurredAt,status"));
        for (int i = 0; i < LOADED; i++) {
            rows.add(APP + ",webhook-delivery,jira," + now.minus(Duration.ofMinutes(40 + i)) + ",500");
        }
        for (int i = 0; i < 100; i++) {
            rows.add(APP + ",installation-callback,jira," + now.minus(Duration.ofMinutes(40 + i)) + ",500");
        }
        return Files.write(directory.resolve("old.csv"), rows);
    }

    private static long counted(RunningSlipstream slipstream, String sli) {
        long largest = 0;
        for (JsonNode series : slipstream.client().slis(APP).path("series")) {
            for (JsonNode window : series.path("windows")) {
                if (series.path("sli").asText().equals(sli)) {
                    largest = Math.max(largest, window.get("bad").asLong());
                }
            }
        }
        return largest;
    }
}
