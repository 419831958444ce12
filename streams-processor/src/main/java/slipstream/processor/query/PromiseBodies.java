package slipstream.processor.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.BurnRate;
import slipstream.processor.slo.Condition;
import slipstream.processor.slo.Gate;
import slipstream.processor.slo.InForce;
import slipstream.processor.slo.LatencyAbove;
import slipstream.processor.slo.Objective;
import slipstream.processor.slo.Reading;

/** The answer about what is promised to an app, as it stands in JSON. */
final class PromiseBodies {
    private PromiseBodies() {}

    record Objectives(
            String appKey, Instant asOf, Instant measuredThrough, boolean partial, List<Promised> objectives) {}

    /** One objective: what it says and how many series it says that of; or why it cannot be judged. */
    record Promised(
            String id,
            String decidedFor,
            @Nullable String broken,
            @Nullable Promise promise,
            @Nullable Map<String, Integer> verdicts) {}

    record Promise(
            @Nullable String sli,
            @Nullable String scope,
            @Nullable String product,
            String condition,
            long targetPpm,
            String window,
            @Nullable List<Pair> burnRates,
            @Nullable Integer percentile,
            @Nullable Long latencyMillis,
            long minimumTotal,
            long minimumBad,
            @Nullable Long alphaPpm,
            int closingMinutes,
            String evaluation) {
        static Promise of(Objective objective) {
            Condition condition = objective.condition();
            LatencyAbove latency = condition instanceof LatencyAbove above ? above : null;
            Gate gate = objective.gate();
            return new Promise(
                    objective.series().sli().orElse(null),
                    objective.series().scope().orElse(null),
                    objective.series().product().orElse(null),
                    condition.id(),
                    objective.targetPpm(),
                    Bodies.text(objective.window()),
                    condition instanceof BurnRate burnRate
                            ? burnRate.pairs().stream().map(Pair::of).toList()
                            : null,
                    latency == null ? null : latency.percentile(),
                    latency == null ? null : latency.millis(),
                    gate.minimumTotal(),
                    gate.minimumBad(),
                    gate.alphaPpm().isPresent() ? gate.alphaPpm().getAsLong() : null,
                    objective.closingMinutes(),
                    objective.evaluation().name());
        }
    }

    record Pair(String longWindow, String shortWindow, long factorThousandths) {
        static Pair of(BurnRate.Pair pair) {
            return new Pair(Bodies.text(pair.longWindow()), Bodies.text(pair.shortWindow()), pair.factorThousandths());
        }
    }

    static Objectives of(String appKey, long clock, List<InForce> promised, List<Reading> readings) {
        List<Promised> objectives = promised.stream()
                .map(each -> new Promised(
                        each.id(),
                        each.decidedFor(),
                        each.broken().orElse(null),
                        each.objective().map(Promise::of).orElse(null),
                        each.objective()
                                .map(any -> verdicts(each.id(), readings))
                                .orElse(null)))
                .toList();
        return new Objectives(
                appKey, Bodies.atMinute(AsOf.running(clock)), Instant.ofEpochMilli(clock), false, objectives);
    }

    /** How many series of the app have each standing verdict. */
    private static Map<String, Integer> verdicts(String id, List<Reading> readings) {
        Map<String, Integer> counts = new TreeMap<>();
        readings.stream()
                .flatMap(reading -> reading.verdicts().stream())
                .filter(verdict -> verdict.objective().id().equals(id))
                .forEach(verdict -> counts.merge(verdict.kind().name(), 1, Integer::sum));
        return counts;
    }
}
