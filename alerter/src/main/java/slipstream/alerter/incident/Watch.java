package slipstream.alerter.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one objective on one series: how far its verdicts were read, and its newest incident. Reading the
 * same verdicts again changes nothing: they are in order of their minutes, and within a minute of their revisions.
 *
 * @param readThrough minute of the newest verdict
 * @param revision revision of that verdict
 * @param incident the newest incident, open or resolved
 */
public record Watch(Instant readThrough, int revision, Optional<Incident> incident) {
    /** Nothing was read yet. */
    public static final Watch NEW = new Watch(Instant.EPOCH, 0, Optional.empty());

    /** Takes the next verdict into account. */
    public Step step(Verdict verdict) {
        if (!isNew(verdict)) {
            return new Step(this, Optional.empty());
        }
        return switch (verdict.kind()) {
            case BREACHED -> open(verdict);
            case MET, WITHDRAWN -> resolve(verdict);
            case NO_DATA, UNMEASURED -> unchanged(verdict);
        };
    }

    private boolean isNew(Verdict verdict) {
        int order = verdict.minute().compareTo(readThrough);
        return order > 0 || (order == 0 && verdict.revision() > revision);
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
        return new Step(new Watch(verdict.minute(), verdict.revision(), incident), Optional.empty());
    }

    private static Step changed(Incident next, Transition transition, Verdict verdict) {
        return new Step(
                new Watch(verdict.minute(), verdict.revision(), Optional.of(next)),
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
