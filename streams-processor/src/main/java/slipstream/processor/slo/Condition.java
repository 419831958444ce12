package slipstream.processor.slo;

import java.util.Set;

/** When an objective is breached. */
public sealed interface Condition permits RateBelow, BurnRate, NoDataFor, LatencyAbove {
    /** Its name, such as {@code RATE_BELOW}. */
    String id();

    /** The windows that it looks at, besides the objective's own. */
    default Set<Window> windows() {
        return Set.of();
    }

    /**
     * Whether an objective of this target, window and gate can have this condition.
     *
     * @throws IllegalArgumentException with the reason, when it could never be breached or never be told
     */
    void check(long targetPpm, Window window, Gate gate);

    /** What the windows of one minute say of an objective with this condition. */
    Judgement judge(Objective objective, Windows windows);
}
