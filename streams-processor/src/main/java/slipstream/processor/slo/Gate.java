package slipstream.processor.slo;

import java.util.OptionalLong;

/**
 * How much traffic it takes before a low rate is a breach. Every part that is asked for has to be passed.
 *
 * @param minimumTotal fewest valid events of the window
 * @param minimumBad fewest bad events of the window
 * @param alphaPpm so many bad events, or more, must be less likely than this, in parts per million, if the target were just met;
 *     at most 500,000. The binomial tail
 */
public record Gate(long minimumTotal, long minimumBad, OptionalLong alphaPpm) {
    /** Lets everything pass: the programme knows no minimum sample. */
    public static final Gate NONE = new Gate(0, 0, OptionalLong.empty());

    private static final long HALF_PPM = Objective.MILLION / 2;

    public Gate {
        if (minimumTotal < 0 || minimumBad < 0) {
            throw new IllegalArgumentException("a minimum cannot be negative");
        }
        if (alphaPpm.isPresent() && (alphaPpm.getAsLong() < 1 || alphaPpm.getAsLong() > HALF_PPM)) {
            throw new IllegalArgumentException(
                    "alphaPpm lies between 1 and " + HALF_PPM + ", was " + alphaPpm.getAsLong());
        }
    }

    /** Whether counts are enough to speak of a breach of a target. */
    boolean opensFor(Counts counts, long targetPpm) {
        return counts.valid() >= minimumTotal
                && counts.bad() >= minimumBad
                && (alphaPpm.isEmpty() || isUnlikely(counts, targetPpm, alphaPpm.getAsLong()));
    }

    private static boolean isUnlikely(Counts counts, long targetPpm, long alpha) {
        long budgetPpm = Objective.MILLION - targetPpm;
        return BinomialTail.atLeast(counts.bad(), counts.valid(), budgetPpm) * Objective.MILLION < alpha;
    }
}
