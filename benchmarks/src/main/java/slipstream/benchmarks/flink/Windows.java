package slipstream.benchmarks.flink;

/** The windows of the programme, and where they start and end. All times are epoch minutes. */
final class Windows {
    static final int[] MINUTES = {15, 24 * 60, 28 * 24 * 60};
    static final int QUARTER = 0;
    static final int DAY = 1;

    /** Length of the cells that older time is kept in. */
    static final int CELL = 5;

    static final int HOUR = 60;

    /** How long a minute waits for events that are on their way. */
    static final long GRACE_MILLIS = 10_000;

    static final long MINUTE_MILLIS = 60_000;

    private Windows() {}

    /** First minute of a window that ends at {@code end}, exclusive; longer ones begin with a whole cell. */
    static long start(int window, long end) {
        long start = end - MINUTES[window];
        return MINUTES[window] > HOUR ? Math.floorDiv(start, CELL) * CELL : start;
    }

    /** The newest minute that is complete when an event arrives. */
    static long complete(long receivedAt) {
        return Math.floorDiv(receivedAt - GRACE_MILLIS, MINUTE_MILLIS);
    }
}
