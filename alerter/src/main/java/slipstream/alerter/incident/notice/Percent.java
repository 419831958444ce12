package slipstream.alerter.incident.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import slipstream.alerter.incident.Measurement;

/**
 * Shares as decimals of a hundred. A rate is rounded down at the precision in which targets are given, parts per million:
 * so a breach never prints as the target or more, and a recovery never prints as less.
 */
public final class Percent {
    private static final int SCALE = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Percent() {}

    /** The share of good events, rounded down; 0.0 when there was no valid event. */
    public static BigDecimal rate(Measurement measured) {
        if (measured.valid() == 0) {
            return shortest(BigDecimal.ZERO);
        }
        return shortest(BigDecimal.valueOf(measured.good())
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(measured.valid()), SCALE, RoundingMode.DOWN));
    }

    /** The target, exactly. */
    public static BigDecimal target(Measurement measured) {
        return shortest(BigDecimal.valueOf(measured.targetPpm(), SCALE));
    }

    /** Without needless zeros, but with one decimal place at least, as in 99.0. */
    static BigDecimal shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1, RoundingMode.UNNECESSARY) : stripped;
    }
}
