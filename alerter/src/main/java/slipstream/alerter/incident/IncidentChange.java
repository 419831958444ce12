package slipstream.alerter.incident;

import java.time.Instant;

/**
 * One change of one incident, with the counts that brought it about.
 *
 * @param id the incident
 * @param transition what changed
 * @param series the series it is about
 * @param objective the objective's id
 * @param openedAt the minute in which the breach began
 * @param at the judged minute of this change
 * @param measured the counts of that minute's window
 * @param withdrawn whether it is over because the objective was taken back, and not because it is met
 */
public record IncidentChange(
        IncidentId id,
        Transition transition,
        Series series,
        String objective,
        Instant openedAt,
        Instant at,
        Measurement measured,
        boolean withdrawn) {
    static IncidentChange of(Incident incident, Transition transition, Verdict verdict) {
        return new IncidentChange(
                incident.id(),
                transition,
                verdict.series(),
                verdict.objective(),
                incident.openedAt(),
                verdict.minute(),
                verdict.measured(),
                verdict.kind() == Verdict.Kind.WITHDRAWN);
    }
}
