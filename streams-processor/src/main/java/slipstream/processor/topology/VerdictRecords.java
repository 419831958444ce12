package slipstream.processor.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Basis;
import slipstream.processor.slo.LatencyAbove;
import slipstream.processor.slo.Verdict;
import slipstream.processor.slo.VerdictKind;
import slipstream.schemas.SeriesKey;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Sli;

/** Verdicts as they stand on their topic. */
final class VerdictRecords {
    private VerdictRecords() {}

    static String key(Verdict verdict) {
        return new SeriesKey(verdict.appKey(), sli(verdict), verdict.scope())
                .verdictKey(verdict.objective().id());
    }

    static slipstream.schemas.avro.Verdict value(Verdict verdict) {
        return slipstream.schemas.avro.Verdict.newBuilder()
                .setAppKey(verdict.appKey())
                .setSli(sli(verdict))
                .setScope(verdict.scope())
                .setObjective(verdict.objective().id())
                .setVerdict(kind(verdict.kind()))
                .setMinute(atMinute(verdict.minute()))
                .setSince(atMinute(verdict.since()))
                .setFrom(atMinute(verdict.window().from()))
                .setWindowSeconds(verdict.judgement().length().length().toSeconds())
                .setGood(verdict.window().counts().good())
                .setBad(verdict.window().counts().bad())
                .setExcluded(verdict.window().excluded())
                .setBasis(basis(verdict.window().basis()))
                .setTargetPpm(verdict.objective().targetPpm())
                .setRevision(verdict.revision())
                .setCondition(verdict.objective().condition().id())
                .setBurnRateThousandths(orNull(verdict.judgement().burnRateThousandths()))
                .setBurnRateFactorThousandths(orNull(verdict.judgement().factorThousandths()))
                .setPercentile(latency(verdict).map(LatencyAbove::percentile).orElse(null))
                .setObservedMillis(orNull(verdict.judgement().observedMillis()))
                .setLatencyMillis(latency(verdict).map(LatencyAbove::millis).orElse(null))
                .build();
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static Optional<LatencyAbove> latency(Verdict verdict) {
        return verdict.objective().condition() instanceof LatencyAbove latency
                ? Optional.of(latency)
                : Optional.empty();
    }

    private static Sli sli(Verdict verdict) {
        return Slis.ofId(verdict.sli()).orElseThrow();
    }

    private static Instant atMinute(long minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }

    private static slipstream.schemas.avro.VerdictKind kind(VerdictKind kind) {
        return switch (kind) {
            case MET -> slipstream.schemas.avro.VerdictKind.MET;
            case BREACHED -> slipstream.schemas.avro.VerdictKind.BREACHED;
            case NO_DATA -> slipstream.schemas.avro.VerdictKind.NO_DATA;
            case UNMEASURED -> slipstream.schemas.avro.VerdictKind.UNMEASURED;
            case WITHDRAWN -> slipstream.schemas.avro.VerdictKind.WITHDRAWN;
        };
    }

    private static slipstream.schemas.avro.Basis basis(Basis basis) {
        return basis == Basis.CUSTOM ? slipstream.schemas.avro.Basis.CUSTOM : slipstream.schemas.avro.Basis.GENERIC;
    }
}
