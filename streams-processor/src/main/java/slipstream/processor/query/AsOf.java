package slipstream.processor.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Problem;

/**
 * The minute as of which a question is answered. Any minute of the last two hours, any five-minute boundary of the last three
 * days; another instant is answered for the boundary before it. Without one, the end of the running minute.
 */
final class AsOf {
    static final Duration BY_MINUTE = Duration.ofHours(2);
    static final Duration BY_FIVE_MINUTES = Duration.ofDays(3);

    private static final long MINUTE_MILLIS = 60_000;
    private static final long MINUTE_SECONDS = 60;
    private static final long FIVE = 5;

    private AsOf() {}

    /** The end of the running minute at a clock, in epoch minutes. */
    static long running(long clockMillis) {
        return Math.floorDiv(clockMillis, MINUTE_MILLIS) + 1;
    }

    /**
     * The epoch minute for the parameter {@code at}.
     *
     * @throws Unanswerable when it is no instant, in the future, or longer ago than three days
     */
    static long minute(@Nullable String at, long clockMillis) {
        long running = running(clockMillis);
        if (at == null) {
            return running;
        }
        long minute = minuteOf("at", at);
        if (minute > running) {
            throw new Unanswerable(fault("at", "in-future", "at lies after the end of the running minute"));
        }
        if (running - minute <= BY_MINUTE.toMinutes()) {
            return minute;
        }
        long boundary = Math.floorDiv(minute, FIVE) * FIVE;
        if (running - boundary > BY_FIVE_MINUTES.toMinutes()) {
            throw new Unanswerable(fault("at", "too-long-ago", "windows are answered for the last three days"));
        }
        return boundary;
    }

    /** The epoch minute of a parameter, however far away it is. */
    static long minuteOf(String name, String text) {
        try {
            return Math.floorDiv(OffsetDateTime.parse(text).toEpochSecond(), MINUTE_SECONDS);
        } catch (DateTimeException e) {
            throw new Unanswerable(
                    fault(name, "not-an-instant", "an RFC 3339 time such as 2026-01-31T23:59:00Z is expected"));
        }
    }

    static Problem fault(String field, String code, String reason) {
        return Problem.of(400, "bad-parameter", reason)
                .withErrors(java.util.List.of(Problem.Fault.of(field, code, reason)));
    }

    /** A question that has no answer as it stands. */
    static final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Unanswerable(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
