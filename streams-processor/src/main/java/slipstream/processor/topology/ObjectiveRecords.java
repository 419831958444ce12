package slipstream.processor.topology;

import java.time.Duration;
import java.util.Optional;
import slipstream.processor.slo.Window;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Objective;

/** Objectives as they stand on their topic. */
final class ObjectiveRecords {
    private static final String RATE_BELOW = "RATE_BELOW";

    private ObjectiveRecords() {}

    /** What is promised; empty when it was taken back, is broken, or asks for more than a rate of all series of an indicator. */
    static Optional<slipstream.processor.slo.Objective> ofRecord(Objective record) {
        boolean plain = record.getScope() == null
                && record.getProduct() == null
                && record.getCondition().equals(RATE_BELOW)
                && record.getMinimumTotal() == 0
                && record.getMinimumBad() == 0
                && record.getAlphaPpm() == null;
        if (record.getRemoved() || record.getBroken() != null || !plain) {
            return Optional.empty();
        }
        return Optional.of(new slipstream.processor.slo.Objective(
                record.getId(),
                Slis.id(record.getSli()),
                record.getTargetPpm(),
                Window.of(Duration.ofSeconds(record.getWindowSeconds()))));
    }
}
