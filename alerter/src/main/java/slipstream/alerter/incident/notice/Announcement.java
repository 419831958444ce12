package slipstream.alerter.incident.notice;

import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Transition;

/**
 * A change of an incident as everybody is told of it.
 *
 * @param change what changed
 * @param appName what people called the app at that time
 * @param partnerName who made it
 * @param metric what was measured
 */
public record Announcement(IncidentChange change, String appName, String partnerName, Metric metric) {
    /** What is said of a change, with the names that hold now. */
    public static Announcement of(IncidentChange change, App app) {
        return new Announcement(
                change,
                app.name(),
                app.partnerName(),
                Metric.of(change.series(), change.measured().found()));
    }

    /** {@code ANOMALOUS} while the incident is open, {@code OK} when it is resolved. */
    public String status() {
        return isResolved() ? "OK" : "ANOMALOUS";
    }

    public boolean isResolved() {
        return change.transition() == Transition.RESOLVED;
    }
}
