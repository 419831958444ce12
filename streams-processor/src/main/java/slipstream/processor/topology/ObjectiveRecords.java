package slipstream.processor.topology;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import slipstream.processor.slo.BurnRate;
import slipstream.processor.slo.Condition;
import slipstream.processor.slo.Decision;
import slipstream.processor.slo.Evaluation;
import slipstream.processor.slo.Gate;
import slipstream.processor.slo.LatencyAbove;
import slipstream.processor.slo.NoDataFor;
import slipstream.processor.slo.RateBelow;
import slipstream.processor.slo.Selector;
import slipstream.processor.slo.Window;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Objective;
import slipstream.schemas.avro.Sli;

/** Objectives as they stand on their topic. One that cannot be judged is broken, with the reason, and stops nothing. */
final class ObjectiveRecords {
    private ObjectiveRecords() {}

    /** What is promised from now on: an objective, a broken one, or nothing when it was taken back. */
    static Decision.Promised promised(Objective record, byte[] bytes) {
        Optional<slipstream.processor.slo.Objective> objective = Optional.empty();
        Optional<String> broken = Optional.empty();
        if (!record.getRemoved()) {
            broken = Optional.ofNullable(record.getBroken());
            try {
                objective = broken.isPresent() ? Optional.empty() : Optional.of(objective(record));
            } catch (IllegalArgumentException | ArithmeticException refused) {
                broken = Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return new Decision.Promised(record.getAppKey(), record.getId(), objective, broken, bytes);
    }

    private static slipstream.processor.slo.Objective objective(Objective record) {
        if (record.getSli() == Sli.UNKNOWN) {
            throw new IllegalArgumentException("its indicator is not known to this processor");
        }
        return new slipstream.processor.slo.Objective(
                record.getId(),
                new Selector(
                        Optional.of(Slis.id(record.getSli())),
                        Optional.ofNullable(record.getScope()),
                        Optional.ofNullable(record.getProduct())),
                record.getTargetPpm(),
                window(record.getWindowSeconds()),
                condition(record),
                gate(record),
                record.getClosingMinutes(),
                evaluation(record.getEvaluation()));
    }

    private static Condition condition(Objective record) {
        return switch (record.getCondition()) {
            case "RATE_BELOW" -> new RateBelow();
            case "NO_DATA_FOR" -> new NoDataFor();
            case "BURN_RATE" -> burnRate(record);
            case "LATENCY_ABOVE" -> latencyAbove(record);
            default ->
                throw new IllegalArgumentException(
                        "the condition " + record.getCondition() + " is not known to this processor");
        };
    }

    private static BurnRate burnRate(Objective record) {
        if (record.getBurnRates().isEmpty()) {
            return BurnRate.of(window(record.getWindowSeconds()), record.getTargetPpm());
        }
        return new BurnRate(record.getBurnRates().stream()
                .map(pair -> new BurnRate.Pair(
                        window(pair.getLongWindowSeconds()),
                        window(pair.getShortWindowSeconds()),
                        pair.getFactorThousandths()))
                .toList());
    }

    private static LatencyAbove latencyAbove(Objective record) {
        Integer percentile = record.getPercentile();
        Long millis = record.getLatencyMillis();
        if (percentile == null || millis == null) {
            throw new IllegalArgumentException("it names no percentile, or no latency");
        }
        return new LatencyAbove(percentile, millis);
    }

    private static Gate gate(Objective record) {
        Long alpha = record.getAlphaPpm();
        return new Gate(
                record.getMinimumTotal(),
                record.getMinimumBad(),
                alpha == null ? OptionalLong.empty() : OptionalLong.of(alpha));
    }

    private static Window window(long seconds) {
        return Window.of(Duration.ofSeconds(seconds));
    }

    private static Evaluation evaluation(String name) {
        for (Evaluation each : Evaluation.values()) {
            if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("the evaluation " + name + " is not known to this processor");
    }
}
