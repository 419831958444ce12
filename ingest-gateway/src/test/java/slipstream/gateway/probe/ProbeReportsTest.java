package slipstream.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Edition;
import slipstream.gateway.admission.Outcome;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.admission.Source;
import slipstream.gateway.probe.http.ProbeOutcome;
import slipstream.gateway.probe.http.ProbeOutcome.Failure;

@DisplayName("What the prober reports")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbeReportsTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = BEGAN.plusMillis(80);
    private static final String BASE_URL = "https://app.example.com";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<AdmittedEvent> published = new ArrayList<>();
    private boolean brokerIsThere = true;
    private final ProbeReports reports = new ProbeReports(
            appKey -> appKey.equals("app") ? Optional.of(registration()) : Optional.empty(),
            new AdmissionPolicy(Edition.DEFAULT),
            this::publish,
            Optional.of("eu"),
            InstantSource.fixed(NOW),
            metrics);

    @Test
    void is_an_event_at_the_time_the_probe_began() {
        report("app", ProbeOutcome.answered(Duration.ofMillis(80), 200));

        assertThat(published).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.GOOD);
            assertThat(event.durationMillis()).isEqualTo(80);
            assertThat(event.observation().source()).isEqualTo(Source.PROBER);
            assertThat(event.observation().occurredAt()).isEqualTo(BEGAN);
            assertThat(event.observation().finding().scope()).isEqualTo(BASE_URL);
            assertThat(event.observation().finding().status()).isEqualTo(200);
            assertThat(event.observation().circumstances().region()).isEqualTo("eu");
            assertThat(event.receivedAt()).isEqualTo(NOW);
        });
        assertThat(count("stored")).isEqualTo(1);
    }

    @Test
    void is_bad_for_every_other_status_and_for_every_failure() {
        report("app", ProbeOutcome.answered(Duration.ofMillis(80), 302));
        report("app", ProbeOutcome.failed(Duration.ofMillis(80), Failure.DNS));

        assertThat(published).extracting(AdmittedEvent::outcome).containsExactly(Outcome.BAD, Outcome.BAD);
        assertThat(published)
                .extracting(event -> event.observation().finding().error())
                .containsExactly(null, "dns");
        assertThat(published).extracting(AdmittedEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void is_good_at_exactly_three_seconds() {
        report("app", ProbeOutcome.answered(Duration.ofSeconds(3), 200));

        assertThat(published).extracting(AdmittedEvent::outcome).containsExactly(Outcome.GOOD);
    }

    @Test
    void is_dropped_and_counted_when_it_cannot_be_stored() {
        brokerIsThere = false;
        report("app", ProbeOutcome.answered(Duration.ofMillis(80), 200));

        assertThat(count("dropped")).isEqualTo(1);
        assertThat(count("stored")).isZero();
    }

    @Test
    void is_refused_and_counted_when_the_app_is_gone() {
        report("gone", ProbeOutcome.answered(Duration.ofMillis(80), 200));

        assertThat(published).isEmpty();
        assertThat(count("refused")).isEqualTo(1);
    }

    private void report(String appKey, ProbeOutcome outcome) {
        reports.accept(
                new ProbeMeasurement(ProbeTarget.of(appKey, BASE_URL, "/health").orElseThrow(), BEGAN, outcome));
    }

    private CompletionStage<Void> publish(List<AdmittedEvent> events) {
        if (!brokerIsThere) {
            return CompletableFuture.failedFuture(new IOException("no broker"));
        }
        published.addAll(events);
        return CompletableFuture.completedFuture(null);
    }

    private double count(String outcome) {
        return metrics.get("slipstream.probe.measurements")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Registration registration() {
        return new Registration(
                "app",
                "App",
                "Partner",
                List.of("jira"),
                List.of(new BaseUrl(BASE_URL, "/health")),
                List.of(),
                null,
                Set.of(),
                null,
                BEGAN);
    }
}
