package slipstream.processor.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.processor.slo.BurnRate;
import slipstream.processor.slo.Condition;
import slipstream.processor.slo.Evaluation;
import slipstream.processor.slo.Gate;
import slipstream.processor.slo.LatencyAbove;
import slipstream.processor.slo.NoDataFor;
import slipstream.processor.slo.RateBelow;
import slipstream.processor.slo.Selector;
import slipstream.processor.slo.Window;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Objective;

/** Objectives as they stand on their topic. */
final class ObjectiveRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectiveRecords.class);

    private ObjectiveRecords() {}

    /** What is promised; empty when it was taken back, is broken, or says something that this version cannot judge. */
    static Optional<slipstream.processor.slo.Objective> ofRecord(Objective record) {
        if (record.getRemoved() || record.getBroken() != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(objective(record));
        } catch (IllegalArgumentException | ArithmeticException notJudged) {
            LOG.warn(
                    "the objective {} of {} is not judged: {}",
                    record.getId(),
                    record.getAppKey(),
                    notJudged.toString());
            return Optional.empty();
        }
    }

    private static slipstream.processor.slo.Objective objective(Objective record) {
        Window window = window(record.getWindowSeconds());
        Selector series = new Selector(
                Optional.of(Slis.id(record.getSli())),
                Optional.ofNullable(record.getScope()),
                Optional.ofNullable(record.getProduct()));
        OptionalLong alpha =
                record.getAlphaPpm() == null ? OptionalLong.empty() : OptionalLong.of(record.getAlphaPpm());
        return new slipstream.processor.slo.Objective(
                record.getId(),
                series,
                record.getTargetPpm(),
                window,
                condition(record, window),
                new Gate(record.getMinimumTotal(), record.getMinimumBad(), alpha),
                record.getClosingMinutes(),
                Evaluation.valueOf(record.getEvaluation()));
    }

    private static Condition condition(Objective record, Window window) {
        return switch (record.getCondition()) {
            case "RATE_BELOW" -> new RateBelow();
            case "BURN_RATE" -> burnRate(record, window);
            case "NO_DATA_FOR" -> new NoDataFor();
            case "LATENCY_ABOVE" -> {
                if (record.getPercentile() == null || record.getLatencyMillis() == null) {
                    throw new IllegalArgumentException("a latency has a percentile and a limit");
                }
                yield new LatencyAbove(record.getPercentile(), record.getLatencyMillis());
            }
            default -> throw new IllegalArgumentException("no condition is called " + record.getCondition());
        };
    }

    private static BurnRate burnRate(Objective record, Window window) {
        if (record.getBurnRates().isEmpty()) {
            return BurnRate.of(window, record.getTargetPpm());
        }
        return new BurnRate(record.getBurnRates().stream()
                .map(pair -> new BurnRate.Pair(
                        window(pair.getLongWindowSeconds()),
                        window(pair.getShortWindowSeconds()),
                        pair.getFactorThousandths()))
                .toList());
    }

    private static Window window(long seconds) {
        return Window.of(Duration.ofSeconds(seconds));
    }
}
