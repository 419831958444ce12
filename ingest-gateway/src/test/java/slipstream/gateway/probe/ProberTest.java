package slipstream.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.probe.http.ControlCheck;
import slipstream.gateway.probe.http.ProbeOutcome;
import slipstream.gateway.probe.http.ProbeOutcome.Failure;

@DisplayName("The prober")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProberTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final URI CONTROL = URI.create("https://control.example.com/");
    private static final ProbeOutcome GOOD = ProbeOutcome.answered(Duration.ofMillis(12), 200);
    private static final ProbeOutcome FAILED = ProbeOutcome.failed(Duration.ofMillis(3), Failure.CONNECT);

    private static final ProbeOutcome SILENT = ProbeOutcome.failed(Duration.ofSeconds(3), Failure.TIMEOUT);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<URI, CompletableFuture<ProbeOutcome>> asked = new LinkedHashMap<>();
    private final List<ProbeMeasurement> measured = new ArrayList<>();
    private Instant now = START;
    private Prober prober = prober(Optional.empty(), 100);

    @AfterEach
    void stop() {
        prober.close();
    }

    @Test
    void measures_what_is_due_from_the_moment_the_probe_begins() {
        prober.replaceTargets(targets(1));
        after(Duration.ofSeconds(1));
        prober.beginDue();
        after(Duration.ofSeconds(2));
        asked.get(address(0)).complete(GOOD);

        assertThat(measured).containsExactly(new ProbeMeasurement(target(0), START.plusSeconds(1), GOOD));
    }

    @Test
    void goes_on_about_a_minute_later() {
        prober.replaceTargets(targets(1));
        prober.beginDue();
        asked.remove(address(0)).complete(GOOD);

        after(Duration.ofSeconds(59));
        prober.beginDue();
        assertThat(asked).isEmpty();
        after(Duration.ofSeconds(1));
        prober.beginDue();
        assertThat(asked).containsOnlyKeys(address(0));
    }

    @Test
    void has_no_more_probes_under_way_than_allowed() {
        prober = prober(Optional.empty(), 2);
        prober.replaceTargets(targets(5));

        prober.beginDue();
        prober.beginDue();
        assertThat(asked).hasSize(2);

        asked.values().iterator().next().complete(GOOD);
        prober.beginDue();
        assertThat(asked).hasSize(3);
    }

    @Test
    void counts_a_failure_when_our_own_network_works() {
        prober = prober(Optional.of(CONTROL), 100);
        prober.replaceTargets(targets(1));
        prober.beginDue();
        asked.get(address(0)).complete(FAILED);
        assertThat(measured).isEmpty();

        asked.get(CONTROL).complete(ProbeOutcome.answered(Duration.ZERO, 503));

        assertThat(measured).extracting(ProbeMeasurement::outcome).containsExactly(FAILED);
        assertThat(count("measured")).isEqualTo(1);
    }

    @Test
    void measures_nothing_when_our_own_network_is_down() {
        prober = prober(Optional.of(CONTROL), 100);
        prober.replaceTargets(targets(3));
        prober.beginDue();
        IntStream.range(0, 3).forEach(n -> asked.get(address(n)).complete(FAILED));

        asked.get(CONTROL).complete(ProbeOutcome.failed(Duration.ZERO, Failure.DNS));

        assertThat(measured).isEmpty();
        assertThat(count("no-measurement")).isEqualTo(3);
    }

    @Test
    void works_again_when_its_network_is_found_back_or_anything_answers() {
        prober = prober(Optional.of(CONTROL), 100);
        prober.replaceTargets(targets(2));
        prober.beginDue();
        assertThat(prober.works()).isTrue();
        asked.get(address(0)).complete(FAILED);
        asked.remove(CONTROL).complete(ProbeOutcome.failed(Duration.ZERO, Failure.DNS));

        assertThat(prober.works()).isFalse();
        assertThat(prober.works())
                .as("it looks again, and that look is under way")
                .isFalse();
        asked.remove(CONTROL).complete(ProbeOutcome.answered(Duration.ZERO, 200));
        assertThat(prober.works()).isTrue();
    }

    @Test
    void does_not_doubt_an_answer() {
        prober = prober(Optional.of(CONTROL), 100);
        prober.replaceTargets(targets(1));
        prober.beginDue();
        ProbeOutcome bad = ProbeOutcome.answered(Duration.ofMillis(1), 500);
        asked.get(address(0)).complete(bad);

        assertThat(measured).extracting(ProbeMeasurement::outcome).containsExactly(bad);
        assertThat(asked).doesNotContainKey(CONTROL);
    }

    @Test
    void measures_nothing_that_ends_after_it_was_closed() {
        prober.replaceTargets(targets(2));
        prober.beginDue();
        asked.get(address(0)).complete(FAILED);
        prober.close();
        asked.get(address(1)).complete(FAILED);

        assertThat(measured).extracting(ProbeMeasurement::target).containsExactly(target(0));
        assertThat(count("no-measurement")).isEqualTo(1);
    }

    @Test
    void takes_an_app_for_silent_only_while_it_did_not_stand_still_itself() {
        prober.replaceTargets(targets(1));
        prober.beginDue();
        after(Duration.ofSeconds(10));
        asked.remove(address(0)).complete(SILENT);
        assertThat(measured).as("stands still").isEmpty();

        after(Duration.ofMinutes(1));
        prober.beginDue();
        after(Duration.ofSeconds(10));
        prober.beginDue();
        asked.remove(address(0)).complete(SILENT);
        assertThat(measured).as("stood still").isEmpty();

        after(Duration.ofMinutes(1));
        prober.beginDue();
        rounds(30);
        asked.remove(address(0)).complete(SILENT);
        assertThat(measured).extracting(ProbeMeasurement::outcome).containsExactly(SILENT);
        assertThat(count("no-measurement")).isEqualTo(2);
    }

    @Test
    void doubts_no_refused_connection_because_it_stood_still() {
        prober.replaceTargets(targets(1));
        prober.beginDue();
        after(Duration.ofSeconds(10));
        asked.get(address(0)).complete(FAILED);

        assertThat(measured).extracting(ProbeMeasurement::outcome).containsExactly(FAILED);
    }

    @Test
    void measures_nothing_when_the_fault_is_its_own_and_goes_on() {
        prober = prober(Optional.empty(), 1);
        prober.replaceTargets(targets(1));
        prober.beginDue();
        asked.remove(address(0)).completeExceptionally(new InternalError("too many open files"));

        assertThat(measured).isEmpty();
        assertThat(count("no-measurement")).isEqualTo(1);
        after(Duration.ofMinutes(1));
        prober.beginDue();
        assertThat(asked).containsOnlyKeys(address(0));
    }

    private void rounds(int count) {
        for (int round = 0; round < count; round++) {
            after(Duration.ofMillis(100));
            prober.beginDue();
        }
    }

    private Prober prober(Optional<URI> control, int maxConcurrent) {
        metrics.clear();
        ProbeSchedule schedule = new ProbeSchedule(Duration.ofMinutes(1), 0, () -> 0);
        return new Prober(
                schedule,
                this::ask,
                new ControlCheck(this::ask, control),
                measured::add,
                () -> now,
                maxConcurrent,
                metrics);
    }

    private CompletableFuture<ProbeOutcome> ask(URI address) {
        CompletableFuture<ProbeOutcome> answer = new CompletableFuture<>();
        assertThat(asked.put(address, answer)).as("asked at once: %s", address).isNull();
        return answer;
    }

    private void after(Duration duration) {
        now = now.plus(duration);
    }

    private double count(String outcome) {
        return metrics.get("slipstream.probes")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Set<ProbeTarget> targets(int count) {
        return IntStream.range(0, count).mapToObj(ProberTest::target).collect(Collectors.toSet());
    }

    private static ProbeTarget target(int n) {
        return ProbeTarget.of("app" + n, "https://app" + n + ".example.com", "/health")
                .orElseThrow();
    }

    private static URI address(int n) {
        return target(n).check();
    }
}
