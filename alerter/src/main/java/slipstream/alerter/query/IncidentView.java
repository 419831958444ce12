package slipstream.alerter.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Percent;

/**
 * An incident as it is shown.
 *
 * @param window length of the window as of the last change, ISO-8601
 * @param rate success rate of that window in percent, rounded down
 */
record IncidentView(
        String incidentId,
        String state,
        String appKey,
        String appName,
        String partnerName,
        String sli,
        String scope,
        String objective,
        String metricId,
        String metricName,
        Instant openedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant resolvedAt,
        Instant changedAt,
        String window,
        long good,
        long bad,
        long excluded,
        String source,
        BigDecimal rate,
        long targetPpm) {
    static IncidentView of(Announcement last) {
        IncidentChange change = last.change();
        Measurement measured = change.measured();
        return new IncidentView(
                change.id().text(),
                stateOf(last),
                change.series().appKey(),
                last.appName(),
                last.partnerName(),
                change.series().sli().id(),
                change.series().scope(),
                change.objective(),
                last.metric().id(),
                last.metric().name(),
                change.openedAt(),
                last.isResolved() ? change.at() : null,
                change.at(),
                measured.window().toString(),
                measured.good(),
                measured.bad(),
                measured.excluded(),
                measured.basis(),
                Percent.rate(measured),
                measured.targetPpm());
    }

    static String stateOf(Announcement last) {
        return last.isResolved() ? "resolved" : "open";
    }
}
