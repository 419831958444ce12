package slipstream.processor.slo;

import java.util.List;

/**
 * What an exclusion would do to one series.
 *
 * @param now what is known of the series as it is
 * @param windows what every window would hold, in the order of those in {@code now}
 * @param verdicts what each standing verdict would be, in the order of those in {@code now}
 */
public record Effect(Reading now, List<Reading.InWindow> windows, List<VerdictKind> verdicts) {
    public Effect {
        windows = List.copyOf(windows);
        verdicts = List.copyOf(verdicts);
    }
}
