package slipstream.benchmarks.flink;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which events have gone through the windows of the job in SQL that runs: those whose watermark has. What was only read may wait in
 * buffers, a few of which take thousands of events.
 */
final class SqlProgress {
    /** One job runs at a time. */
    static final SqlProgress OF_JOB = new SqlProgress();

    /** How far watermarks lie behind the newest event. */
    static final Duration LATENESS = Duration.ofHours(1);

    private static final long BETWEEN_MARKS_MILLIS = 1_000;

    private final LongAdder read = new LongAdder();
    private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);

    /** How many events were read before the first one of an event time. */
    private final NavigableMap<Long, Long> marks = new ConcurrentSkipListMap<>();

    private SqlProgress() {}

    /** A new job begins. */
    void reset() {
        read.reset();
        newest.set(Long.MIN_VALUE);
        marks.clear();
    }

    /** The source hands on an event. */
    void read(long occurredAt) {
        long before = newest.getPlain();
        if (occurredAt > before) {
            if (Math.floorDiv(occurredAt, BETWEEN_MARKS_MILLIS) > Math.floorDiv(before, BETWEEN_MARKS_MILLIS)) {
                marks.put(occurredAt, read.sum());
            }
            newest.setRelease(occurredAt);
        }
        read.increment();
    }

    /** Events that were read. */
    long read() {
        return read.sum();
    }

    /** Events that have gone through all windows. */
    long through() {
        long known = read.sum();
        long all = newest.getAcquire();
        long watermark = WindowMetrics.slowest(SqlWindows.COUNT);
        if (watermark == Long.MIN_VALUE) {
            return 0;
        }
        long reached = watermark + LATENESS.toMillis() + 1;
        if (reached >= all) {
            return known;
        }
        Map.Entry<Long, Long> mark = marks.floorEntry(reached);
        return mark == null ? 0 : mark.getValue();
    }
}
