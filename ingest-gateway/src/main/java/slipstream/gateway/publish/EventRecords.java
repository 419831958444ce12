package slipstream.gateway.publish;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.Circumstances;
import slipstream.gateway.admission.ExclusionReason;
import slipstream.gateway.admission.Finding;
import slipstream.gateway.admission.Indicator;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Outcome;
import slipstream.gateway.admission.RejectedEvents.TooLate;
import slipstream.gateway.admission.Source;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Rejected;
import slipstream.schemas.avro.Sli;

/** Our decisions in the words of the contract. The names of the constants are the same on both sides. */
final class EventRecords {
    private static final String TOO_LATE = "too-late";

    private static final Map<Indicator, Sli> SLIS = new EnumMap<>(Indicator.class);
    private static final Map<Outcome, slipstream.schemas.avro.Outcome> OUTCOMES = new EnumMap<>(Outcome.class);
    private static final Map<Source, slipstream.schemas.avro.Source> SOURCES = new EnumMap<>(Source.class);

    static {
        for (Indicator indicator : Indicator.values()) {
            SLIS.put(indicator, Sli.valueOf(indicator.name()));
        }
        for (Outcome outcome : Outcome.values()) {
            OUTCOMES.put(outcome, slipstream.schemas.avro.Outcome.valueOf(outcome.name()));
        }
        for (Source source : Source.values()) {
            SOURCES.put(source, slipstream.schemas.avro.Source.valueOf(source.name()));
        }
    }

    private EventRecords() {}

    static Event event(AdmittedEvent admitted) {
        Observation observation = admitted.observation();
        Finding finding = observation.finding();
        Circumstances circumstances = observation.circumstances();
        return new Event(
                admitted.id(),
                admitted.appKey(),
                SLIS.get(finding.indicator()),
                finding.scope(),
                OUTCOMES.get(admitted.outcome()),
                SOURCES.get(observation.source()),
                observation.occurredAt(),
                admitted.receivedAt(),
                admitted.durationMillis(),
                finding.status(),
                finding.error(),
                idOf(admitted.exclusion()),
                circumstances.site(),
                circumstances.version(),
                finding.moduleType(),
                circumstances.region(),
                circumstances.traceId(),
                finding.deliveryId(),
                finding.attempt());
    }

    private static @Nullable String idOf(@Nullable ExclusionReason reason) {
        return reason == null ? null : reason.id();
    }

    static Rejected rejected(TooLate late) {
        return new Rejected(late.appKey(), TOO_LATE, late.detail(), ByteBuffer.wrap(late.raw()), late.receivedAt());
    }
}
