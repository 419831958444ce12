package slipstream.alerter.incident;

import java.time.Instant;

/**
 * What one objective says of one series at one minute.
 *
 * @param series the series
 * @param objective the objective's id
 * @param kind what it says
 * @param minute the judged minute: end of the window, exclusive
 * @param revision counts the verdicts that were given of this minute, from 0
 * @param since the minute in which it began to say so without a break
 * @param measured the counts that decided it
 */
public record Verdict(
        Series series, String objective, Kind kind, Instant minute, int revision, Instant since, Measurement measured) {
    /** What an objective can say. */
    public enum Kind {
        MET,
        BREACHED,
        /** The window holds no valid event. */
        NO_DATA,
        /** We ourselves were not measuring. */
        UNMEASURED,
        /** The objective was taken back, or no longer selects the series. */
        WITHDRAWN
    }
}
