package slipstream.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what an observation means: a pure function of the observation, the app and the arrival time. */
public final class AdmissionPolicy {
    /** How far ahead of us an observer's clock may be. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(2);

    /** How old an observation may be and still count. */
    public static final Duration MAX_AGE = Duration.ofDays(31);

    private final Edition edition;

    public AdmissionPolicy(Edition edition) {
        this.edition = edition;
    }

    /** Decides about an observation of an app that may be unknown. */
    public Admission decide(Observation observation, Optional<Registration> app, Instant receivedAt) {
        Refusal refusal = app.isEmpty() ? Refusal.unknownApp() : refusalOf(observation, app.get(), receivedAt);
        return refusal == null
                ? new Admission.Admitted(admit(observation, app.get(), receivedAt))
                : new Admission.Refused(refusal);
    }

    private @Nullable Refusal refusalOf(Observation observation, Registration app, Instant receivedAt) {
        if (!edition.measures(observation.finding().indicator())) {
            return new Refusal("not-in-edition", "sli", "the edition in use of the programme does not measure this");
        }
        Optional<Refusal> untimely = refusalOfTime(observation.occurredAt(), receivedAt);
        if (untimely.isPresent()) {
            return untimely.get();
        }
        return observation.finding().refusalFor(app);
    }

    /** Why an event of this time is refused, whatever else it says; empty when it is not. */
    public static Optional<Refusal> refusalOfTime(Instant occurredAt, Instant receivedAt) {
        if (occurredAt.isAfter(receivedAt.plus(MAX_AHEAD))) {
            return Optional.of(new Refusal(
                    "event-time-in-future", "occurredAt", "lies more than " + MAX_AHEAD + " after " + receivedAt));
        }
        if (occurredAt.isBefore(receivedAt.minus(MAX_AGE))) {
            return Optional.of(
                    new Refusal(Refusal.TOO_OLD, "occurredAt", "lies more than " + MAX_AGE + " before " + receivedAt));
        }
        return Optional.empty();
    }

    private AdmittedEvent admit(Observation observation, Registration app, Instant receivedAt) {
        Outcome outcome = observation.finding().outcome(edition);
        Long durationMillis = outcome == Outcome.GOOD ? observation.finding().durationMillis() : null;
        ExclusionReason exclusion = exclusionOf(observation, app);
        return new AdmittedEvent(
                observation, exclusion == null ? outcome : Outcome.EXCLUDED, exclusion, durationMillis, receivedAt);
    }

    private static @Nullable ExclusionReason exclusionOf(Observation observation, Registration app) {
        Circumstances circumstances = observation.circumstances();
        boolean inProduction = circumstances.rolloutGroup().equals(Circumstances.PRODUCTION)
                || observation.finding().indicator() == Indicator.SYNTHETIC;
        if (!inProduction) {
            return ExclusionReason.ROLLOUT_GROUP;
        }
        if (circumstances.site() != null && app.excludedSites().contains(circumstances.site())) {
            return ExclusionReason.EXCLUDED_SITE;
        }
        if (circumstances.platformFault()) {
            return ExclusionReason.PLATFORM_FAULT;
        }
        return app.isActiveAt(observation.occurredAt()) ? null : ExclusionReason.BEFORE_ACTIVE_FROM;
    }
}
