package slipstream.alerter.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one objective on one series: how far its verdicts were read, and its newest incident. Reading the
 * same verdicts again changes nothing.
 *
 * @param readThrough minute of the newest verdict
 * @param incident the newest incident, open or resolved
 */
public record Watch(Instant readThrough, Optional<Incident> incident) {
    /** Nothing was read yet. */
    public static final Watch NEW = new Watch(Instant.EPOCH, Optional.empty());

    /** Takes the next verdict into account. */
    public Step step(Verdict verdict) {
        if (!verdict.minute().isAfter(readThrough)) {
            return new Step(this, Optional.empty());
        }
        return switch (verdict.kind()) {
            case BREACHED -> open(verdict);
            case MET, WITHDRAWN -> resolve(verdict);
            case NO_DATA, UNMEASURED -> unchanged(verdict);
        };
    }

    private Step open(Verdict verdict) {
        if (openIncident().isPresent()) {
            return unchanged(verdict);
        }
        // Where earlier verdicts of the same breach are gone, its beginning still names the same incident.
        Instant openedAt = verdict.since().isAfter(readThrough) ? verdict.since() : verdict.minute();
        return changed(Incident.opened(verdict.series(), verdict.objective(), openedAt), Transition.OPENED, verdict);
    }

    private Step resolve(Verdict verdict) {
        return openIncident()
                .map(open -> changed(open.resolved(verdict.minute()), Transition.RESOLVED, verdict))
                .orElseGet(() -> unchanged(verdict));
    }

    private Optional<Incident.Open> openIncident() {
        return incident.filter(Incident.Open.class::isInstance).map(Incident.Open.class::cast);
    }

    private Step unchanged(Verdict verdict) {
        return new Step(new Watch(verdict.minute(), incident), Optional.empty());
    }

    private static Step changed(Incident next, Transition transition, Verdict verdict) {
        return new Step(
                new Watch(verdict.minute(), Optional.of(next)),
                Optional.of(IncidentChange.of(next, transition, verdict)));
    }

    /**
     * What a verdict did.
     *
     * @param next what is remembered from now on
     * @param change what everybody is to be told, if anything
     */
    public record Step(Watch next, Optional<IncidentChange> change) {}
}
