package slipstream.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.gateway.admission.IframeSignal.Phase;

@DisplayName("An observation")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AdmissionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String BASE_URL = "https://app.example.com";
    private static final Registration APP = new Registration(
            "app",
            "An app",
            "A partner",
            List.of("jira"),
            List.of(new BaseUrl(BASE_URL, "/health")),
            List.of(),
            NOW.minus(Duration.ofDays(30)),
            Set.of("noisy.example.com"),
            null,
            NOW);
    private static final Finding GOOD_DELIVERY = delivery(200, null);

    @ParameterizedTest(name = "{0}: {1} in {2} ms is {3}")
    @CsvSource({
        "DEFAULT, 200, 3000, GOOD",
        "DEFAULT, 200, 3001, BAD",
        "DEFAULT, 204, 10, BAD",
        "DEFAULT, 301, 10, BAD",
        "DEFAULT, 500, 10, BAD",
        "OF_2022, 204, 3000, GOOD",
        "OF_2022, 299, 10, GOOD",
        "OF_2022, 301, 10, BAD",
        "OF_2022, 200, 3001, BAD",
        "OF_2023, 200, 10, GOOD",
        "OF_2023, 204, 10, BAD"
    })
    void of_a_health_check_is_good_by_status_and_time(Edition edition, int status, long millis, Outcome outcome) {
        assertThat(new HealthCheck(BASE_URL, status, millis, null).outcome(edition))
                .isEqualTo(outcome);
    }

    @Test
    void of_a_health_check_without_answer_is_bad_and_has_no_duration() {
        AdmittedEvent event = admitted(new HealthCheck(BASE_URL, null, 3_000L, "timeout"));

        assertThat(event.outcome()).isEqualTo(Outcome.BAD);
        assertThat(event.durationMillis()).isNull();
    }

    @ParameterizedTest(name = "{0} after {1} ms is {2}")
    @CsvSource({
        "STARTED, , STARTED",
        "ESTABLISHED, 12000, GOOD",
        "ESTABLISHED, 12001, BAD",
        "TIMEOUT, 12000, BAD",
        "DESTROYED, 11999, ABANDONED",
        "DESTROYED, , ABANDONED",
        "DESTROYED, 12000, BAD"
    })
    void of_an_iframe_is_what_its_phase_says_within_twelve_seconds(Phase phase, Long millis, Outcome outcome) {
        AdmittedEvent event = admitted(new IframeSignal("jira", "load-1", phase, millis, null));

        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.id()).as("every signal of a load has one id").isEqualTo("load:load-1");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"200, GOOD", "204, GOOD", "201, BAD", "202, BAD", "301, BAD", "404, BAD", "500, BAD"})
    void of_a_call_is_good_with_200_and_204_only(int status, Outcome outcome) {
        CallAnswer answer = new CallAnswer(status, 5L, null);

        assertThat(admitted(delivery(status, null)).outcome()).isEqualTo(outcome);
        assertThat(admitted(new InstallationCall("jira", answer, null, null)).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void of_a_call_without_answer_is_bad() {
        assertThat(admitted(delivery(null, "connect")).outcome()).isEqualTo(Outcome.BAD);
    }

    @Test
    void by_the_app_itself_is_what_the_app_says() {
        assertThat(admitted(new SyntheticResult("jira", "login", true)).outcome())
                .isEqualTo(Outcome.GOOD);
        assertThat(admitted(new IframeReport("jira", false, 3L, null)).outcome())
                .isEqualTo(Outcome.BAD);
    }

    @Test
    void keeps_its_duration_only_when_it_is_good() {
        assertThat(admitted(delivery(200, null)).durationMillis()).isEqualTo(7);
        assertThat(admitted(delivery(500, null)).durationMillis()).isNull();
    }

    @Test
    void outside_production_does_not_count_unless_it_is_synthetic() {
        Circumstances beta = new Circumstances(null, null, null, null, "DEV", false);

        assertThat(exclusion(GOOD_DELIVERY, beta, NOW)).isEqualTo(ExclusionReason.ROLLOUT_GROUP);
        assertThat(exclusion(new SyntheticResult("jira", "login", true), beta, NOW))
                .isNull();
    }

    @Test
    void of_an_excluded_site_a_platform_fault_or_before_the_app_is_active_does_not_count() {
        Instant activeFrom = NOW.minus(Duration.ofDays(30));

        assertThat(exclusion(GOOD_DELIVERY, onSite("noisy.example.com", false), NOW))
                .isEqualTo(ExclusionReason.EXCLUDED_SITE);
        assertThat(exclusion(GOOD_DELIVERY, onSite("other.example.com", false), NOW))
                .isNull();
        assertThat(exclusion(GOOD_DELIVERY, onSite("other.example.com", true), NOW))
                .isEqualTo(ExclusionReason.PLATFORM_FAULT);
        assertThat(exclusion(GOOD_DELIVERY, Circumstances.ORDINARY, activeFrom.minusMillis(1)))
                .isEqualTo(ExclusionReason.BEFORE_ACTIVE_FROM);
        assertThat(exclusion(GOOD_DELIVERY, Circumstances.ORDINARY, activeFrom)).isNull();
    }

    @Test
    void is_refused_more_than_two_minutes_ahead_or_older_than_31_days() {
        assertThat(refusal(GOOD_DELIVERY, NOW.plusSeconds(120))).isNull();
        assertThat(refusal(GOOD_DELIVERY, NOW.plusSeconds(120).plusMillis(1))).isEqualTo("event-time-in-future");
        assertThat(refusal(GOOD_DELIVERY, NOW.minus(Duration.ofDays(31)))).isNull();
        assertThat(refusal(GOOD_DELIVERY, NOW.minus(Duration.ofDays(31)).minusMillis(1)))
                .isEqualTo("event-too-old");
    }

    @Test
    void of_something_that_is_not_registered_is_refused() {
        Observation delivery = observation(GOOD_DELIVERY, Circumstances.ORDINARY, NOW);

        assertThat(refusal(new HealthCheck("https://other.example.com", 200, 1L, null), NOW))
                .isEqualTo("unknown-base-url");
        assertThat(refusal(new SyntheticResult("confluence", "login", true), NOW))
                .isEqualTo("unknown-product");
        assertThat(refusal(new AdmissionPolicy(Edition.DEFAULT).decide(delivery, Optional.empty(), NOW)))
                .isEqualTo("unknown-app");
    }

    @Test
    void of_anything_but_availability_is_refused_in_the_edition_of_2023() {
        AdmissionPolicy policy = new AdmissionPolicy(Edition.OF_2023);
        Observation delivery = observation(GOOD_DELIVERY, Circumstances.ORDINARY, NOW);
        Observation check = observation(new HealthCheck(BASE_URL, 200, 1L, null), Circumstances.ORDINARY, NOW);

        assertThat(refusal(policy.decide(delivery, Optional.of(APP), NOW))).isEqualTo("not-in-edition");
        assertThat(refusal(policy.decide(check, Optional.of(APP), NOW))).isNull();
    }

    private static Finding delivery(Integer status, String error) {
        return new WebhookAttempt("jira", new CallAnswer(status, 7L, error), null, null);
    }

    private static Circumstances onSite(String site, boolean platformFault) {
        return new Circumstances(site, null, null, null, Circumstances.PRODUCTION, platformFault);
    }

    private static Observation observation(Finding finding, Circumstances circumstances, Instant at) {
        return new Observation("id", "app", at, Source.HOST, finding, circumstances);
    }

    private static AdmittedEvent admitted(Finding finding) {
        return admitted(observation(finding, Circumstances.ORDINARY, NOW));
    }

    private static AdmittedEvent admitted(Observation observation) {
        AtomicReference<AdmittedEvent> event = new AtomicReference<>();
        new AdmissionPolicy(Edition.DEFAULT)
                .decide(observation, Optional.of(APP), NOW)
                .match(event::set, refusal -> {
                    throw new AssertionError(refusal);
                });
        return event.get();
    }

    private static ExclusionReason exclusion(Finding finding, Circumstances circumstances, Instant at) {
        AdmittedEvent event = admitted(observation(finding, circumstances, at));
        assertThat(event.outcome() == Outcome.EXCLUDED).isEqualTo(event.exclusion() != null);
        return event.exclusion();
    }

    private static String refusal(Finding finding, Instant at) {
        return refusal(new AdmissionPolicy(Edition.DEFAULT)
                .decide(observation(finding, Circumstances.ORDINARY, at), Optional.of(APP), NOW));
    }

    private static String refusal(Admission admission) {
        AtomicReference<String> code = new AtomicReference<>();
        admission.match(event -> {}, refusal -> code.set(refusal.code()));
        return code.get();
    }
}
