package slipstream.alerter.incident;

import java.time.Duration;

/**
 * The counts of one window, and what they are held against.
 *
 * @param window length of the window
 * @param good good events in it
 * @param bad bad events in it
 * @param excluded events in it that were seen and not counted
 * @param basis which events were counted: GENERIC or CUSTOM
 * @param targetPpm required share of good events, in parts per million
 * @param found what the objective's condition looked at
 */
public record Measurement(
        Duration window, long good, long bad, long excluded, String basis, long targetPpm, Found found) {
    /** Of an objective that looks at the rate. */
    public Measurement(Duration window, long good, long bad, long excluded, String basis, long targetPpm) {
        this(window, good, bad, excluded, basis, targetPpm, new Found.Rate());
    }

    public Measurement {
        if (good < 0 || bad < 0 || excluded < 0) {
            throw new IllegalArgumentException(
                    "counts cannot be negative: good " + good + ", bad " + bad + ", excluded " + excluded);
        }
    }

    /** Good and bad events. */
    public long valid() {
        return Math.addExact(good, bad);
    }
}
