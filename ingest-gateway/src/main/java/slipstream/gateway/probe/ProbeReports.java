package slipstream.gateway.probe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.Circumstances;
import slipstream.gateway.admission.EventIds;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.HealthCheck;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Refusal;
import slipstream.gateway.admission.Source;
import slipstream.gateway.probe.http.ProbeOutcome;

/**
 * Makes events of measurements. A measurement that cannot be stored is dropped, and counted as dropped: probing again
 * would be another measurement.
 */
public final class ProbeReports implements Consumer<ProbeMeasurement> {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeReports.class);

    private final Apps apps;
    private final AdmissionPolicy policy;
    private final EventPublisher publisher;
    private final Circumstances circumstances;
    private final InstantSource clock;
    private final Counter stored;
    private final Counter refused;
    private final Counter dropped;

    public ProbeReports(
            Apps apps,
            AdmissionPolicy policy,
            EventPublisher publisher,
            Optional<String> region,
            InstantSource clock,
            MeterRegistry metrics) {
        this.apps = apps;
        this.policy = policy;
        this.publisher = publisher;
        this.circumstances = new Circumstances(null, null, region.orElse(null), null, Circumstances.PRODUCTION, false);
        this.clock = clock;
        this.stored = counter(metrics, "stored");
        this.refused = counter(metrics, "refused");
        this.dropped = counter(metrics, "dropped");
    }

    @Override
    public void accept(ProbeMeasurement measurement) {
        String appKey = measurement.target().appKey();
        Observation observation = new Observation(
                EventIds.made(), appKey, measurement.beganAt(), Source.PROBER, finding(measurement), circumstances);
        policy.decide(observation, apps.app(appKey), clock.instant()).match(this::store, this::refused);
    }

    private static HealthCheck finding(ProbeMeasurement measurement) {
        ProbeOutcome outcome = measurement.outcome();
        String error = outcome.failure() == null ? null : outcome.failure().id();
        String baseUrl = measurement.target().baseUrl();
        return new HealthCheck(baseUrl, outcome.status(), outcome.duration().toMillis(), error);
    }

    private void store(AdmittedEvent event) {
        var unused = publisher.publish(List.of(event)).whenComplete((done, lost) -> account(event, lost));
    }

    private void account(AdmittedEvent event, @Nullable Throwable lost) {
        if (lost == null) {
            stored.increment();
        } else {
            dropped.increment();
            LOG.warn("a measurement of {} could not be stored and is dropped: {}", event.appKey(), lost.toString());
        }
    }

    /** The app or its base URL was removed while it was probed. */
    private void refused(Refusal refusal) {
        refused.increment();
        LOG.debug("a measurement was refused: {}", refusal.code());
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("slipstream.probe.measurements")
                .description("Measurements of the prober, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
