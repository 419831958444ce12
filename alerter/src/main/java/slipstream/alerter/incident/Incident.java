package slipstream.alerter.incident;

import java.time.Instant;

/**
 * What people are told about a breach: opened by one, resolved by a recovery. Each state offers only the steps that are
 * possible from it; a state in between, such as acknowledged, is one more record here.
 */
public sealed interface Incident {
    IncidentId id();

    /** The minute in which the breach began. */
    Instant openedAt();

    /** A new incident on a series. */
    static Open opened(Series series, String objective, Instant at) {
        return new Open(IncidentId.of(series, objective, at), at);
    }

    /** Still breached, or breached when we last could tell: unmeasured time neither ends nor repeats it. */
    record Open(IncidentId id, Instant openedAt) implements Incident {
        public Resolved resolved(Instant at) {
            return new Resolved(id, openedAt, at);
        }
    }

    /** Over; the next breach opens another incident. */
    record Resolved(IncidentId id, Instant openedAt, Instant resolvedAt) implements Incident {}
}
