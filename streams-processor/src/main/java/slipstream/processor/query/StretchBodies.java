package slipstream.processor.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Dimension;
import slipstream.processor.slo.Evidence;
import slipstream.processor.slo.Failure;
import slipstream.processor.slo.Latencies;
import slipstream.processor.slo.Partition;

/** The answers about a stretch of one series: how long its good events took, and why the bad ones were bad. */
final class StretchBodies {
    private static final double RELATIVE_ERROR = 0.02;

    private StretchBodies() {}

    record Latency(
            String appKey,
            String sli,
            String scope,
            Instant asOf,
            Instant measuredThrough,
            boolean partial,
            Instant from,
            Instant to,
            double relativeError,
            Figures latency,
            List<Point> points) {}

    /** Milliseconds; absent where there was no good event with a latency. */
    record Figures(
            long count,
            @Nullable Double mean,
            @Nullable Double p50,
            @Nullable Double p90,
            @Nullable Double p95,
            @Nullable Double p99) {
        static Figures of(Latencies latencies) {
            return latencies.count() == 0
                    ? new Figures(0, null, null, null, null, null)
                    : new Figures(
                            latencies.count(),
                            tenths(latencies.mean()),
                            tenths(latencies.percentile(50)),
                            tenths(latencies.percentile(90)),
                            tenths(latencies.percentile(95)),
                            tenths(latencies.percentile(99)));
        }

        private static double tenths(double millis) {
            return Math.round(millis * 10) / 10.0;
        }
    }

    record Point(Instant from, Figures latency) {}

    static Optional<Latency> latency(
            Partition partition, String appKey, String sli, StretchQuestion question, long clock) {
        return partition
                .latencies(appKey, sli, question.scope(), question.from(), question.to())
                .map(all -> new Latency(
                        appKey,
                        sli,
                        question.scope(),
                        Bodies.atMinute(AsOf.running(clock)),
                        Instant.ofEpochMilli(clock),
                        false,
                        Bodies.atMinute(question.from()),
                        Bodies.atMinute(question.to()),
                        RELATIVE_ERROR,
                        Figures.of(all),
                        points(partition, appKey, sli, question)));
    }

    private static List<Point> points(Partition partition, String appKey, String sli, StretchQuestion question) {
        List<Point> points = new ArrayList<>();
        int step = question.stepMinutes();
        for (long at = question.from(); step > 0 && at < question.to(); at += step) {
            long from = at;
            partition
                    .latencies(appKey, sli, question.scope(), from, Math.min(question.to(), from + step))
                    .filter(latencies -> latencies.count() > 0)
                    .ifPresent(latencies -> points.add(new Point(Bodies.atMinute(from), Figures.of(latencies))));
        }
        return points;
    }

    record Failures(
            String appKey,
            String sli,
            String scope,
            Instant asOf,
            Instant measuredThrough,
            boolean partial,
            Instant from,
            Instant to,
            String source,
            long failures,
            Map<String, Shares> by,
            List<OfFailure> last) {}

    record Shares(List<Evidence.Share> top, long rest, long error) {}

    record OfFailure(
            Instant occurredAt,
            String id,
            String cause,
            @Nullable String site,
            @Nullable String version,
            @Nullable String moduleType,
            @Nullable String region,
            @Nullable String traceId) {
        static OfFailure of(Failure failure) {
            return new OfFailure(
                    Instant.ofEpochMilli(failure.occurredAt()),
                    failure.id(),
                    failure.cause(),
                    failure.site().orElse(null),
                    failure.version().orElse(null),
                    failure.moduleType().orElse(null),
                    failure.region().orElse(null),
                    failure.traceId().orElse(null));
        }
    }

    static Optional<Failures> failures(
            Partition partition, String appKey, String sli, StretchQuestion question, long clock) {
        return partition
                .evidence(appKey, sli, question.scope(), question.from(), question.to())
                .map(evidence -> new Failures(
                        appKey,
                        sli,
                        question.scope(),
                        Bodies.atMinute(AsOf.running(clock)),
                        Instant.ofEpochMilli(clock),
                        false,
                        Bodies.atMinute(question.from()),
                        Bodies.atMinute(question.to()),
                        evidence.basis().name(),
                        evidence.failures(),
                        by(evidence),
                        evidence.last().stream().map(OfFailure::of).toList()));
    }

    private static Map<String, Shares> by(Evidence evidence) {
        Map<String, Shares> by = new LinkedHashMap<>();
        for (Dimension dimension : Dimension.values()) {
            Evidence.Shares shares = evidence.shares().get(dimension);
            if (shares != null) {
                by.put(dimension.id(), new Shares(shares.top(), shares.rest(), shares.unnamed()));
            }
        }
        return by;
    }
}
