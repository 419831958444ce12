package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A promise about the events of the series that it selects.
 *
 * @param id names the objective
 * @param series which series it is about
 * @param targetPpm required share of good events in parts per million: 999_000 is 99.9 %. What is left of a million is the budget
 * @param window how far back it looks
 * @param condition when it is breached
 * @param gate how much traffic a breach takes
 * @param closingMinutes consecutive judged minutes without breach before a breach is over, 1 to 1,440; 1 closes at once
 * @param evaluation when it is judged
 */
public record Objective(
        String id,
        Selector series,
        long targetPpm,
        Window window,
        Condition condition,
        Gate gate,
        int closingMinutes,
        Evaluation evaluation) {
    static final long MILLION = 1_000_000;

    private static final int MAX_CLOSING_MINUTES = 1_440;

    public Objective {
        if (targetPpm <= 0 || targetPpm >= MILLION) {
            throw new IllegalArgumentException("targetPpm lies between 0 and 1000000, exclusive; was " + targetPpm);
        }
        if (closingMinutes < 1 || closingMinutes > MAX_CLOSING_MINUTES) {
            throw new IllegalArgumentException(
                    "closingMinutes lies between 1 and " + MAX_CLOSING_MINUTES + ", was " + closingMinutes);
        }
        condition.check(targetPpm, window, gate);
    }

    /** The programme's kind: a rate below the target, judged at every minute, without a gate. */
    public static Objective rate(String id, String sli, long targetPpm, Window window) {
        return new Objective(
                id, Selector.ofSli(sli), targetPpm, window, new RateBelow(), Gate.NONE, 1, Evaluation.MINUTE);
    }

    /** Stands for an id in the written state. */
    static long code(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return IdHash.of(bytes, 0, bytes.length);
    }

    /** Every window that it takes to judge it, its own first. */
    Set<Window> windows() {
        Set<Window> windows = new LinkedHashSet<>();
        windows.add(window);
        windows.addAll(condition.windows());
        return windows;
    }

    /** What the windows of one minute say of it. */
    Judgement judge(Windows windows) {
        return condition.judge(this, windows);
    }
}
