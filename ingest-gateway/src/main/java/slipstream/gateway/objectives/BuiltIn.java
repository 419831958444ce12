package slipstream.gateway.objectives;

import java.util.List;
import java.util.Optional;
import slipstream.gateway.objectives.Condition.RateBelow;

/** What the programme promises when nobody decided otherwise; the processor has the same objectives in force. */
public final class BuiltIn {
    private static final int QUARTER = 15;
    private static final int DAY = 24 * 60;

    private BuiltIn() {}

    /** The four objectives of the programme of 2022. */
    public static List<Promise> four() {
        return List.of(
                of("availability", 999_000, QUARTER),
                of("iframe-load", 950_000, QUARTER),
                of("installation-callback", 990_000, DAY),
                of("webhook-delivery", 990_000, QUARTER));
    }

    /** The edition of 2023, which kept availability alone. */
    public static List<Promise> availabilityAlone() {
        return four().subList(0, 1);
    }

    private static Promise of(String sli, long targetPpm, int windowMinutes) {
        return new Promise(
                Promise.EVERY_APP,
                sli,
                sli,
                Optional.empty(),
                Optional.empty(),
                targetPpm,
                windowMinutes,
                new RateBelow(),
                Gate.OPEN,
                1,
                false);
    }
}
