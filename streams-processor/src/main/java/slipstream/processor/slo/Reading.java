package slipstream.processor.slo;

import java.util.List;

/**
 * What is known of one series at one minute.
 *
 * @param sli id of the indicator
 * @param scope second half of the series
 * @param windows what every window of the programme and of the objectives in force holds, shortest first
 * @param verdicts the standing verdicts
 */
public record Reading(String sli, String scope, List<InWindow> windows, List<Verdict> verdicts) {
    public Reading {
        windows = List.copyOf(windows);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * What one window holds.
     *
     * @param window the window
     * @param counted what it holds
     * @param measured how many of its minutes were measured; those that have not ended count
     */
    public record InWindow(Window window, Counted counted, long measured) {}
}
