package slipstream.processor.slo;

import java.util.Optional;

/**
 * What one objective says of one series at one minute, with what decided it.
 *
 * @param appKey the app
 * @param sli id of the indicator
 * @param scope second half of the series
 * @param objective the objective
 * @param kind what it says
 * @param minute the judged epoch minute: end of the window, exclusive
 * @param since epoch minute at which this was first said without a break
 * @param revision counts the verdicts that were given of this minute, from 0: a minute is judged again when its past changes
 * @param judgement what the minute says by itself; differs in kind while a breach waits for minutes enough without one
 * @param unmeasured of an unmeasured minute: why
 * @param measured how many minutes of the window that decided it were measured
 */
public record Verdict(
        String appKey,
        String sli,
        String scope,
        Objective objective,
        VerdictKind kind,
        long minute,
        long since,
        int revision,
        Judgement judgement,
        Optional<Gap.Reason> unmeasured,
        long measured) {
    /** Whether somebody waits for it: it is said for the first time, of an objective that is judged at events. */
    public boolean isAwaited() {
        return objective.evaluation() == Evaluation.EVENT && since == minute;
    }

    /** What the window that decided it holds. */
    public Counted window() {
        return judgement.window();
    }
}
