package slipstream.alerter.listen;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.Found;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Verdict;
import slipstream.schemas.avro.VerdictKind;

/** Reads verdicts; those that use words unknown to this version are none to it. */
public final class VerdictReader {
    private final Deserializer<Verdict> records;

    VerdictReader(Deserializer<Verdict> records) {
        this.records = records;
    }

    Optional<slipstream.alerter.incident.Verdict> read(String topic, byte[] value) {
        return of(records.deserialize(topic, value));
    }

    /** A verdict as it stands on its topic; empty when it uses a word that is unknown here. */
    public static Optional<slipstream.alerter.incident.Verdict> of(Verdict verdict) {
        if (verdict.getVerdict() == VerdictKind.UNKNOWN) {
            return Optional.empty();
        }
        return Sli.ofId(Slis.id(verdict.getSli())).map(sli -> verdict(verdict, sli));
    }

    private static slipstream.alerter.incident.Verdict verdict(Verdict verdict, Sli sli) {
        return new slipstream.alerter.incident.Verdict(
                new Series(verdict.getAppKey(), sli, verdict.getScope()),
                verdict.getObjective(),
                slipstream.alerter.incident.Verdict.Kind.valueOf(
                        verdict.getVerdict().name()),
                verdict.getMinute(),
                verdict.getRevision(),
                verdict.getSince(),
                new Measurement(
                        Duration.ofSeconds(verdict.getWindowSeconds()),
                        verdict.getGood(),
                        verdict.getBad(),
                        verdict.getExcluded(),
                        verdict.getBasis().name(),
                        verdict.getTargetPpm(),
                        found(verdict)));
    }

    private static Found found(Verdict verdict) {
        return switch (verdict.getCondition()) {
            case "BURN_RATE" ->
                new Found.Burn(
                        orZero(verdict.getBurnRateThousandths()), orZero(verdict.getBurnRateFactorThousandths()));
            case "NO_DATA_FOR" -> new Found.Events();
            case "LATENCY_ABOVE" ->
                new Found.Latency(
                        (int) orZero(verdict.getPercentile()),
                        orZero(verdict.getObservedMillis()),
                        orZero(verdict.getLatencyMillis()));
            default -> new Found.Rate();
        };
    }

    private static long orZero(@Nullable Number value) {
        return value == null ? 0 : value.longValue();
    }
}
