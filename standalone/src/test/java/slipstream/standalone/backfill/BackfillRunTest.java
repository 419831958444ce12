package slipstream.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.processor.slo.Programme;
import slipstream.standalone.backfill.BackfillRun.Plan;
import slipstream.standalone.client.EventPost;
import slipstream.standalone.client.UnexpectedAnswer;

@DisplayName("A backfill")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackfillRunTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter progress = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path directory;

    @Test
    void sends_all_events_of_an_app_in_the_order_of_the_file() throws Exception {
        Path file = write("old.ndjson", IntStream.range(0, 5_000).mapToObj(i -> event("app-" + i % 7, "e" + i)));
        try (SimulatedGateway gateway = new SimulatedGateway()) {
            assertThat(run().load(plan(file), post(gateway))).isTrue();

            assertThat(gateway.taken()).hasSize(5_000);
            assertThat(gateway.requests()).isLessThan(12);
            for (int app = 0; app < 7; app++) {
                String key = "app-" + app;
                assertThat(gateway.taken().stream()
                                .filter(event -> event.path("appKey").asText().equals(key))
                                .map(event -> Integer.parseInt(
                                        event.path("id").asText().substring(1))))
                        .isSorted();
            }
        }
        assertThat(out.toString()).contains("5,000 events read: 5,000 admitted, 0 refused");
        assertThat(progress.toString()).contains("backfill 100 %").doesNotContain("\r");
    }

    @Test
    void says_and_keeps_what_was_refused_so_that_it_can_be_corrected_and_loaded() throws Exception {
        Path file = write(
                "old.ndjson",
                Stream.of(
                        event("app", "good"),
                        event("unknown", "bad"),
                        "{",
                        "{\"sli\":\"synthetic\",\"occurredAt\":\"" + NOW + "\"}"));
        try (SimulatedGateway gateway = new SimulatedGateway()) {
            assertThat(run().load(plan(file), post(gateway))).isFalse();
        }

        assertThat(progress.toString())
                .contains(
                        file + ":2: unknown-app: appKey no such app",
                        file + ":3: unreadable: ",
                        file + ":4: too-recent: occurredAt lies in a window that is still judged");
        assertThat(out.toString())
                .contains(
                        "4 events read: 1 admitted, 3 refused",
                        "1 unknown-app",
                        "1 too-recent",
                        "in " + file + ".refused");
        List<String> kept = Files.readAllLines(RefusedEvents.fileOf(file));
        assertThat(kept).hasSize(3).anySatisfy(line -> assertThat(line)
                .contains("\"id\":\"bad\"", "\"refusedLine\":2", "\"refusedCode\":\"unknown-app\""));

        Path corrected = Files.writeString(
                RefusedEvents.fileOf(file),
                kept.stream()
                        .filter(line -> line.contains("bad"))
                        .map(line -> line.replace("unknown\"", "app\""))
                        .collect(Collectors.joining("\n")));
        try (SimulatedGateway gateway = new SimulatedGateway()) {
            assertThat(run().load(plan(corrected), post(gateway))).isTrue();
            assertThat(gateway.taken())
                    .extracting(event -> event.path("id").asText())
                    .containsExactly("bad");
        }
    }

    @Test
    void tries_again_what_may_pass_and_sends_the_same_ids() throws Exception {
        Path file = write("old.ndjson", IntStream.range(0, 3).mapToObj(i -> eventWithoutId(i)));
        try (SimulatedGateway first = new SimulatedGateway(503, 429, 502);
                SimulatedGateway second = new SimulatedGateway()) {
            assertThat(run().load(plan(file), post(first))).isTrue();
            assertThat(run().load(plan(file), post(second))).isTrue();

            assertThat(first.requests()).isEqualTo(4);
            assertThat(idsOf(second)).hasSize(3).doesNotHaveDuplicates().isEqualTo(idsOf(first));
        }
    }

    @Test
    void gives_up_after_a_while_and_says_what_was_not_answered() throws Exception {
        Path file = write("old.ndjson", IntStream.range(0, 10).mapToObj(i -> event("app", "e" + i)));
        Integer[] always = Collections.nCopies(100, 503).toArray(new Integer[0]);
        try (SimulatedGateway gateway = new SimulatedGateway(always)) {
            assertThatThrownBy(() -> run().load(plan(file), post(gateway)))
                    .hasMessageContaining("given up after 120 s; the last attempt: status 503");
        }
        assertThat(out.toString()).contains("10 events read: 0 admitted, 0 refused, 10 not answered");
    }

    @Test
    void stops_at_once_when_it_may_not_write() throws Exception {
        Path file = write("old.ndjson", IntStream.range(0, 10).mapToObj(i -> event("app", "e" + i)));
        try (SimulatedGateway gateway = new SimulatedGateway(401)) {
            assertThatThrownBy(() -> run().load(plan(file), post(gateway))).isInstanceOf(UnexpectedAnswer.class);
            assertThat(gateway.requests()).isEqualTo(1);
        }
    }

    @Test
    void can_be_tried_dry_and_says_what_the_gateway_would_refuse() throws Exception {
        Path file = write(
                "old.ndjson",
                Stream.of(
                        event("app", "good"),
                        event("app", "good"),
                        event("app", "x").replace("200", "2000"),
                        event("app", "y").replace("2026-11-01", "2026-10-01")));

        assertThat(run().check(plan(file))).isFalse();
        assertThat(progress.toString())
                .contains(file + ":3: out-of-range: status must lie from 100 to 599", file + ":4: event-too-old");
        assertThat(out.toString()).contains("4 events read: 2 can be sent, 2 refused", "1 of them stood");
        assertThat(RefusedEvents.fileOf(file)).doesNotExist();
    }

    private BackfillRun run() {
        return new BackfillRun(
                new PrintWriter(out, true), new PrintWriter(progress, true), InstantSource.fixed(NOW), nanos::get);
    }

    private static Plan plan(Path file) {
        return new Plan(
                List.of(file),
                Optional.empty(),
                Optional.of(JudgedWindows.of(Programme.four().objectives())),
                4);
    }

    private EventPost post(SimulatedGateway gateway) {
        return new EventPost(
                gateway.endpoints(),
                "token",
                Duration.ofMinutes(2),
                length -> nanos.addAndGet(length.toNanos()),
                nanos::get);
    }

    private static List<String> idsOf(SimulatedGateway gateway) {
        return gateway.taken().stream()
                .map((JsonNode event) -> event.path("id").asText())
                .toList();
    }

    private static String event(String appKey, String id) {
        return "{\"id\":\"" + id + "\",\"appKey\":\"" + appKey + "\",\"sli\":\"webhook-delivery\",\"product\":\"jira\","
                + "\"occurredAt\":\"2026-11-01T10:00:00Z\",\"status\":200}";
    }

    private static String eventWithoutId(int number) {
        return event("app", "").replace("\"id\":\"\",", "").replace("10:00:00", "10:00:0" + number);
    }

    private Path write(String name, Stream<String> lines) throws IOException {
        return Files.writeString(directory.resolve(name), lines.collect(Collectors.joining("\n")));
    }
}
