package slipstream.processor.query;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which cells are asked for, on the boundaries of the step.
 *
 * @param scope the scope of the series
 * @param stepMinutes width of a cell: 1 or 5
 * @param from first epoch minute
 * @param to epoch minute at which it ends, exclusive
 */
record HistoryQuestion(String scope, int stepMinutes, long from, long to) {
    private static final long KEPT_MINUTES = Duration.ofDays(31).toMinutes();

    static HistoryQuestion of(
            @Nullable String scope, @Nullable String step, @Nullable String from, @Nullable String to, long clock) {
        if (scope == null || scope.isEmpty()) {
            throw new AsOf.Unanswerable(AsOf.fault("scope", "missing", "scope says which series of the app is meant"));
        }
        int minutes = stepMinutes(step);
        long running = AsOf.running(clock);
        long oldest = running - (minutes == 1 ? AsOf.BY_MINUTE.toMinutes() : KEPT_MINUTES);
        long end = to == null ? running : AsOf.minuteOf("to", to);
        long start = from == null ? oldest : AsOf.minuteOf("from", from);
        if (start >= end) {
            throw new AsOf.Unanswerable(AsOf.fault("from", "not-before-to", "from lies before to"));
        }
        long last = Math.floorDiv(Math.min(end, running) + minutes - 1, minutes) * minutes;
        // A cell that reaches further back than what is kept would be half a cell.
        long first = Math.max(
                Math.floorDiv(start, minutes) * minutes, Math.floorDiv(oldest + minutes - 1, minutes) * minutes);
        return new HistoryQuestion(scope, minutes, Math.min(first, last), last);
    }

    private static int stepMinutes(@Nullable String step) {
        if (step == null || "PT5M".equals(step)) {
            return 5;
        }
        if ("PT1M".equals(step)) {
            return 1;
        }
        throw new AsOf.Unanswerable(AsOf.fault("step", "unknown-step", "step is PT1M or PT5M"));
    }
}
