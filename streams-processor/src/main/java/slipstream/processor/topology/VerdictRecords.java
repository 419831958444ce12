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
        // In the order of the schema, and without a builder, which copies every field once more: a breached series says
        // so every minute.
        return new slipstream.schemas.avro.Verdict(
                verdict.appKey(),
                sli(verdict),
                verdict.scope(),
                verdict.objective().id(),
                kind(verdict.kind()),
                atMinute(verdict.minute()),
                atMinute(verdict.since()),
                atMinute(verdict.window().from()),
                verdict.judgement().length().length().toSeconds(),
                verdict.window().counts().good(),
                verdict.window().counts().bad(),
                verdict.window().excluded(),
                basis(verdict.window().basis()),
                verdict.objective().targetPpm(),
                verdict.revision(),
                verdict.objective().condition().id(),
                orNull(verdict.judgement().burnRateThousandths()),
                orNull(verdict.judgement().factorThousandths()),
                latency(verdict).map(LatencyAbove::percentile).orElse(null),
                orNull(verdict.judgement().observedMillis()),
                latency(verdict).map(LatencyAbove::millis).orElse(null));
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
