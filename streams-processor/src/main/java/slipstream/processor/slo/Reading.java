package slipstream.processor.slo;

import java.util.List;

/**
 * What is known of one series at one minute.
 *
 * @param sli id of the indicator
 * @param scope second half of the series
 * @param windows what every window of the programme holds, in its order
 * @param verdicts the standing verdicts
 */
public record Reading(String sli, String scope, List<Counted> windows, List<Verdict> verdicts) {
    public Reading {
        windows = List.copyOf(windows);
        verdicts = List.copyOf(verdicts);
    }
}
