package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Good events that are counted but not in the cells of their series yet, one number each. They are brought there together, in the order of
 * the series: what many events change is then looked for once, and not when each of them comes.
 */
final class Pending {
    /** Most events: beyond this, hardly any series has more of them at once. */
    private static final int MAX_EVENTS = 1 << 17;

    private static final int FIRST_SIZE = 256;
    private static final long[] NONE = {};

    /** So few are not worth the counting of digits. */
    private static final int FEW = 512;

    private static final int BIN_BITS = 10;
    private static final int LANE_SHIFT = BIN_BITS;
    private static final int MINUTE_SHIFT = LANE_SHIFT + 1;
    private static final int MINUTE_BITS = 20;
    private static final int SERIES_SHIFT = MINUTE_SHIFT + MINUTE_BITS;
    private static final int DIGIT_BITS = 11;

    /** In place of the bin of an event of which nobody knows how long it took. */
    private static final int UNTIMED = (1 << BIN_BITS) - 1;

    /** Thirty-two bits series, twenty bits minute from the origin, one bit whether the app said so, ten bits bin. */
    private long[] events = new long[FIRST_SIZE];

    private final Bins bins = new Bins();
    private long[] spare = NONE;
    private int size;
    private int highest;
    private long origin;

    int size() {
        return size;
    }

    boolean isFull() {
        return size == MAX_EVENTS;
    }

    /**
     * Adds a good event of a series. There must be room.
     *
     * @param minute epoch minute, less than half a year from all others
     * @param bin the bin of its latency; negative when it has none
     */
    void add(int series, boolean byApp, long minute, int bin) {
        if (size == 0) {
            origin = minute - (1 << (MINUTE_BITS - 1));
            highest = 0;
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, 2 * size);
        }
        highest = Math.max(highest, series);
        events[size++] = (long) series << SERIES_SHIFT
                | (minute - origin) << MINUTE_SHIFT
                | (byApp ? 1L << LANE_SHIFT : 0)
                | (bin < 0 ? UNTIMED : bin);
    }

    /** Puts them in the order of their series; those of the same minute follow each other in the order of their bins. */
    void sort() {
        if (size <= FEW) {
            Arrays.sort(events, 0, size);
            return;
        }
        if (spare.length < events.length) {
            spare = new long[events.length];
        }
        sortByDigit(0);
        sortByDigit(MINUTE_SHIFT);
        for (int shift = SERIES_SHIFT; (long) highest << SERIES_SHIFT >>> shift != 0; shift += DIGIT_BITS) {
            sortByDigit(shift);
        }
    }

    /** One pass of a radix sort, least significant digit first. */
    private void sortByDigit(int shift) {
        int[] places = new int[(1 << DIGIT_BITS) + 1];
        for (int i = 0; i < size; i++) {
            places[digit(events[i], shift) + 1]++;
        }
        for (int digit = 0; digit < 1 << DIGIT_BITS; digit++) {
            places[digit + 1] += places[digit];
        }
        for (int i = 0; i < size; i++) {
            spare[places[digit(events[i], shift)]++] = events[i];
        }
        long[] sorted = spare;
        spare = events;
        events = sorted;
    }

    private static int digit(long event, int shift) {
        return (int) (event >>> shift) & ((1 << DIGIT_BITS) - 1);
    }

    /** The series of the event at a place in the order. */
    int series(int at) {
        return (int) (events[at] >>> SERIES_SHIFT);
    }

    /** Where in the order the events of the same series end, exclusive. */
    int endOf(int at) {
        int series = series(at);
        int end = at + 1;
        while (end < size && series(end) == series) {
            end++;
        }
        return end;
    }

    /**
     * Puts the event at a place in the order into the cells of its series, and those that follow it in the same minute. Answers where
     * the next one is.
     */
    int count(int at, Series series) {
        long together = events[at] >>> BIN_BITS;
        int next = at;
        bins.clear();
        for (; next < size && events[next] >>> BIN_BITS == together; next++) {
            int bin = (int) events[next] & UNTIMED;
            bins.add(bin == UNTIMED ? -1 : bin);
        }
        long minute = ((together >>> 1) & ((1 << MINUTE_BITS) - 1)) + origin;
        series.countGood(minute, (together & 1) == 1, bins);
        return next;
    }

    void clear() {
        size = 0;
    }

    /** Lets go of the room for many events; there must be none. */
    void release() {
        if (events.length > FIRST_SIZE) {
            events = new long[FIRST_SIZE];
            spare = NONE;
        }
    }
}
