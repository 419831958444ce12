package slipstream.processor.slo;

import java.util.Arrays;

/** The latencies of some good events of one minute of a series, as bins in ascending order. Filled again for the next ones. */
final class Bins {
    private static final int FIRST_SIZE = 64;

    private int[] bins = new int[FIRST_SIZE];
    private int[] spare = new int[FIRST_SIZE];
    private int timed;
    private int events;

    void clear() {
        timed = 0;
        events = 0;
    }

    /**
     * One more event.
     *
     * @param bin not smaller than that of the one before; negative when nobody knows how long it took
     */
    void add(int bin) {
        events++;
        if (bin >= 0) {
            if (timed == bins.length) {
                bins = Arrays.copyOf(bins, 2 * timed);
                spare = new int[bins.length];
            }
            bins[timed++] = bin;
        }
    }

    /** How many events there are. */
    int events() {
        return events;
    }

    /** How many of them have a latency. */
    int timed() {
        return timed;
    }

    /** One of the bins. */
    int get(int index) {
        return bins[index];
    }

    /** Room for as many numbers as there are bins, for whoever works with them. */
    int[] spare() {
        return spare;
    }
}
