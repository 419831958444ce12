package slipstream.processor.slo;

import java.time.Duration;

/**
 * How far back an objective looks. At minute T (exclusive end) a window of up to an hour is the events of [T − length, T),
 * a longer one those of [floor5(T − length), T), where floor5 is the start of the five-minute cell.
 *
 * @param minutes length in minutes: a multiple of five, at most 28 days
 */
public record Window(int minutes) {
    /** Longest window, in minutes: 28 days. */
    public static final int MAX_MINUTES = 28 * 24 * 60;

    private static final int MINUTE_EXACT = 60;

    public Window {
        if (minutes < HourPage.FIVE || minutes > MAX_MINUTES || minutes % HourPage.FIVE != 0) {
            throw new IllegalArgumentException(
                    "a window is a multiple of five minutes, at most " + MAX_MINUTES + ", was " + minutes);
        }
    }

    /** A window of a whole number of minutes. */
    public static Window of(Duration length) {
        if (!length.equals(Duration.ofMinutes(length.toMinutes()))) {
            throw new IllegalArgumentException("a window is a whole number of minutes, was " + length);
        }
        return new Window(Math.toIntExact(length.toMinutes()));
    }

    /** First epoch minute that lies in the window ending at {@code end} (exclusive). */
    public long startAt(long end) {
        long start = end - minutes;
        return isMinuteExact() ? start : Math.floorDiv(start, HourPage.FIVE) * HourPage.FIVE;
    }

    /** Whether the window slides by the minute; longer ones begin on a five-minute boundary. */
    boolean isMinuteExact() {
        return minutes <= MINUTE_EXACT;
    }

    /** Length as a duration. */
    public Duration length() {
        return Duration.ofMinutes(minutes);
    }
}
