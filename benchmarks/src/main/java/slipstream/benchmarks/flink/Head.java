package slipstream.benchmarks.flink;

/** The running totals of one series, and its newest minutes by themselves. Even places hold good events, odd ones bad. */
final class Head {
    /** The minutes around the end: the shortest window behind it, and what may lie ahead. */
    static final int KEPT = 32;

    /** Events further ahead than so many minutes are wrong. */
    static final int AHEAD = 10;

    long end;
    final int[] minutes = new int[2 * KEPT];
    final int[] totals = new int[2 * Windows.MINUTES.length];

    Head(long end) {
        this.end = end;
    }

    void add(long minute, boolean good) {
        int side = good ? 0 : 1;
        if (minute >= Windows.start(Windows.QUARTER, end)) {
            minutes[slot(minute) + side]++;
        }
        if (minute < end) {
            for (int window = 0; window < Windows.MINUTES.length; window++) {
                if (minute >= Windows.start(window, end)) {
                    totals[2 * window + side]++;
                }
            }
        }
    }

    /** The windows end one minute later: takes that minute in. What they leave behind is to be subtracted. */
    void advance() {
        int entered = slot(end);
        for (int i = 0; i < totals.length; i++) {
            totals[i] += minutes[entered + i % 2];
        }
        int left = slot(Windows.start(Windows.QUARTER, end));
        subtract(Windows.QUARTER, minutes[left], minutes[left + 1]);
        minutes[left] = 0;
        minutes[left + 1] = 0;
        end++;
    }

    void subtract(int window, int good, int bad) {
        totals[2 * window] -= good;
        totals[2 * window + 1] -= bad;
    }

    private static int slot(long minute) {
        return 2 * (int) Math.floorMod(minute, (long) KEPT);
    }
}
