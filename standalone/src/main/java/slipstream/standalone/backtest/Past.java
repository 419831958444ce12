package slipstream.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Series;

/**
 * An incident that was, or would have been.
 *
 * @param id its name
 * @param series what it is about
 * @param objective the objective's id
 * @param openedAt the minute in which the breach began
 * @param resolvedAt the minute of the recovery; absent when it is open at the end
 */
record Past(IncidentId id, Series series, String objective, Instant openedAt, Optional<Instant> resolvedAt) {
    boolean isOverBefore(Instant instant) {
        return resolvedAt.filter(end -> !end.isAfter(instant)).isPresent();
    }

    boolean overlaps(Past other) {
        return series.equals(other.series)
                && objective.equals(other.objective)
                && !isOverBefore(other.openedAt)
                && !other.isOverBefore(openedAt);
    }

    /** How long it lasted up to an end at the latest. */
    Duration lasted(Instant end) {
        return Duration.between(openedAt, resolvedAt.orElse(end));
    }
}
