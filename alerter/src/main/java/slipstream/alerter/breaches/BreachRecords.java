package slipstream.alerter.breaches;

import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.Found;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Metric;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Basis;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Sli;

/** An announcement as a public record, and back. */
final class BreachRecords {
    private static final String RATE_BELOW = "RATE_BELOW";
    private static final String BURN_RATE = "BURN_RATE";
    private static final String NO_DATA_FOR = "NO_DATA_FOR";
    private static final String LATENCY_ABOVE = "LATENCY_ABOVE";

    private BreachRecords() {}

    static Breach record(Announcement announcement) {
        IncidentChange change = announcement.change();
        Measurement measured = change.measured();
        Breach.Builder breach = Breach.newBuilder()
                .setIncidentId(change.id().text())
                .setTransition(slipstream.schemas.avro.Transition.valueOf(
                        change.transition().name()))
                .setStatus(announcement.status())
                .setAppKey(change.series().appKey())
                .setAppName(announcement.appName())
                .setPartnerName(announcement.partnerName())
                .setSli(Slis.ofId(change.series().sli().id()).orElse(Sli.UNKNOWN))
                .setScope(change.series().scope())
                .setObjective(change.objective())
                .setMetricId(announcement.metric().id())
                .setMetricName(announcement.metric().name())
                .setOpenedAt(change.openedAt())
                .setAt(change.at())
                .setWindowSeconds(measured.window().toSeconds())
                .setGood(measured.good())
                .setBad(measured.bad())
                .setExcluded(measured.excluded())
                .setBasis(Basis.valueOf(measured.basis()))
                .setTargetPpm(measured.targetPpm())
                .setWithdrawn(change.withdrawn());
        return found(breach, measured.found()).build();
    }

    private static Breach.Builder found(Breach.Builder breach, Found found) {
        if (found instanceof Found.Burn burn) {
            return breach.setCondition(BURN_RATE)
                    .setBurnRateThousandths(burn.thousandths())
                    .setBurnRateFactorThousandths(burn.factorThousandths());
        }
        if (found instanceof Found.Latency latency) {
            return breach.setCondition(LATENCY_ABOVE)
                    .setPercentile(latency.percentile())
                    .setObservedMillis(latency.millis())
                    .setLatencyMillis(latency.limitMillis());
        }
        return breach.setCondition(found instanceof Found.Events ? NO_DATA_FOR : RATE_BELOW);
    }

    private static Found found(Breach breach) {
        return switch (breach.getCondition()) {
            case BURN_RATE ->
                new Found.Burn(orZero(breach.getBurnRateThousandths()), orZero(breach.getBurnRateFactorThousandths()));
            case NO_DATA_FOR -> new Found.Events();
            case LATENCY_ABOVE ->
                new Found.Latency(
                        (int) orZero(breach.getPercentile()),
                        orZero(breach.getObservedMillis()),
                        orZero(breach.getLatencyMillis()));
            default -> new Found.Rate();
        };
    }

    private static long orZero(@Nullable Number value) {
        return value == null ? 0 : value.longValue();
    }

    static Announcement announcement(Breach breach) {
        slipstream.alerter.incident.Sli sli = slipstream.alerter.incident.Sli.ofId(Slis.id(breach.getSli()))
                .orElseThrow(() -> new SerializationException("a breach of an indicator unknown here"));
        IncidentChange change = new IncidentChange(
                new IncidentId(breach.getIncidentId()),
                transition(breach),
                new Series(breach.getAppKey(), sli, breach.getScope()),
                breach.getObjective(),
                breach.getOpenedAt(),
                breach.getAt(),
                new Measurement(
                        Duration.ofSeconds(breach.getWindowSeconds()),
                        breach.getGood(),
                        breach.getBad(),
                        breach.getExcluded(),
                        breach.getBasis().name(),
                        breach.getTargetPpm(),
                        found(breach)),
                breach.getWithdrawn());
        return new Announcement(
                change,
                breach.getAppName(),
                breach.getPartnerName(),
                new Metric(breach.getMetricId(), breach.getMetricName()));
    }

    private static Transition transition(Breach breach) {
        if (breach.getTransition() == slipstream.schemas.avro.Transition.UNKNOWN) {
            throw new SerializationException("a breach with a transition unknown here");
        }
        return Transition.valueOf(breach.getTransition().name());
    }
}
