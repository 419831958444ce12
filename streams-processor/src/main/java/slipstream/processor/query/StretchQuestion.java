package slipstream.processor.query;

import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a series is asked about, on five-minute boundaries: a window that ends now, or [from, to).
 *
 * @param scope the scope of the series
 * @param from first epoch minute
 * @param to epoch minute at which it ends, exclusive
 * @param stepMinutes width of the points of a history, in minutes; 0 for none
 */
record StretchQuestion(String scope, long from, long to, int stepMinutes) {
    /** Most points of one history: a month by five minutes. */
    static final int MAX_POINTS = 31 * 24 * 12;

    private static final long KEPT_MINUTES = Duration.ofDays(31).toMinutes();
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(1);
    private static final int FIVE = 5;

    static StretchQuestion of(Parameters given, long clock) {
        String scope = given.get("scope");
        if (scope == null || scope.isEmpty()) {
            throw new AsOf.Unanswerable(AsOf.fault("scope", "missing", "scope says which series of the app is meant"));
        }
        String from = given.get("from");
        String to = given.get("to");
        String window = given.get("window");
        if (window != null && (from != null || to != null)) {
            throw new AsOf.Unanswerable(
                    AsOf.fault("window", "contradiction", "either a window, or from and to: not both"));
        }
        long running = ceiling(AsOf.running(clock));
        long end = to == null ? running : Math.min(running, ceiling(AsOf.minuteOf("to", to)));
        Duration length = window == null ? DEFAULT_WINDOW : duration("window", window);
        long start = from == null ? floor(end - length.toMinutes()) : floor(AsOf.minuteOf("from", from));
        long oldest = ceiling(running - KEPT_MINUTES);
        if (start >= end) {
            throw new AsOf.Unanswerable(AsOf.fault("from", "not-before-to", "from lies before to"));
        }
        return new StretchQuestion(
                scope, Math.min(end, Math.max(start, oldest)), end, step(given.get("step"), start, end));
    }

    private static int step(@Nullable String text, long from, long to) {
        if (text == null) {
            return 0;
        }
        long minutes = duration("step", text).toMinutes();
        if (minutes % FIVE != 0 || (to - from) / minutes > MAX_POINTS) {
            throw new AsOf.Unanswerable(AsOf.fault(
                    "step",
                    "unusable-step",
                    "step is a multiple of five minutes, with at most " + MAX_POINTS + " points"));
        }
        return Math.toIntExact(minutes);
    }

    private static Duration duration(String name, String text) {
        try {
            Duration length = Duration.parse(text);
            if (length.toMinutes() >= FIVE && length.toMinutes() <= KEPT_MINUTES) {
                return length;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below, like a length that is too short or too long
        }
        throw new AsOf.Unanswerable(AsOf.fault(
                name, "not-a-duration", "an ISO 8601 duration from PT5M to P31D is expected, such as PT15M or P28D"));
    }

    private static long floor(long minute) {
        return Math.floorDiv(minute, FIVE) * FIVE;
    }

    private static long ceiling(long minute) {
        return floor(minute + FIVE - 1);
    }

    /** The query parameters of a request. */
    interface Parameters {
        @Nullable
        String get(String name);
    }
}
