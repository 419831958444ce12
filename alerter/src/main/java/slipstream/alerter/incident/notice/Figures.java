package slipstream.alerter.incident.notice;

import java.math.BigDecimal;
import slipstream.alerter.incident.Found;
import slipstream.alerter.incident.Measurement;

/**
 * What was measured and what was promised, in the unit of the objective's condition.
 *
 * @param name what it is called
 * @param unit its unit for programs: PERCENT, RATIO, COUNT or MILLISECONDS
 * @param measured what was measured
 * @param promised what it is held against
 * @param suffix the unit for people, with a space before it
 * @param atLeast whether the promise is a least value and not a highest
 */
public record Figures(
        String name, String unit, BigDecimal measured, BigDecimal promised, String suffix, boolean atLeast) {
    private static final int THOUSANDTHS = 3;

    /** The figures of a measurement. */
    public static Figures of(Measurement measurement) {
        Found found = measurement.found();
        if (found instanceof Found.Burn burn) {
            return new Figures(
                    "Burn rate",
                    "RATIO",
                    Percent.shortest(BigDecimal.valueOf(burn.thousandths(), THOUSANDTHS)),
                    Percent.shortest(BigDecimal.valueOf(burn.factorThousandths(), THOUSANDTHS)),
                    "",
                    false);
        }
        if (found instanceof Found.Latency latency) {
            return new Figures(
                    "Latency p" + latency.percentile(),
                    "MILLISECONDS",
                    Percent.shortest(BigDecimal.valueOf(latency.millis())),
                    Percent.shortest(BigDecimal.valueOf(latency.limitMillis())),
                    " ms",
                    false);
        }
        if (found instanceof Found.Events) {
            return new Figures(
                    "Events",
                    "COUNT",
                    Percent.shortest(BigDecimal.valueOf(measurement.valid())),
                    Percent.shortest(BigDecimal.ONE),
                    "",
                    true);
        }
        return new Figures(
                "Success rate", "PERCENT", Percent.rate(measurement), Percent.target(measurement), " %", true);
    }

    /** What was measured, for people. */
    public String measuredText() {
        return text(measured);
    }

    /** What was promised, for people. */
    public String promisedText() {
        return text(promised);
    }

    /** A decimal place is for programs, except where it says something. */
    private String text(BigDecimal value) {
        boolean whole = unit.equals("COUNT") || unit.equals("MILLISECONDS");
        return (whole ? value.stripTrailingZeros().toPlainString() : value.toPlainString()) + suffix;
    }
}
