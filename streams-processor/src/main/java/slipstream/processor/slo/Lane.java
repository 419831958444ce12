package slipstream.processor.slo;

/**
 * One kind of event of one series: its cells, and the running totals of every window in use. An event costs one cell and one
 * addition per window that it lies in, however long the windows are and however late it is; a passing minute costs one addition
 * and at most one subtraction per window.
 */
final class Lane {
    private final Frame frame;
    private final Hours hours;
    private final long[] good;
    private final long[] bad;

    Lane(int series, int number, Frame frame, Pages pages) {
        this.frame = frame;
        this.hours = new Hours(series, number, frame, pages);
        this.good = new long[frame.windows()];
        this.bad = new long[frame.windows()];
    }

    /** Counts one event of an epoch minute; {@code one} is the packed cell to add. */
    void add(long at, long one) {
        hours.add(at, one);
        if (at < frame.minute()) {
            for (int i = 0; i < good.length; i++) {
                if (at >= frame.start(i)) {
                    good[i] += Counts.goodOf(one);
                    bad[i] += Counts.badOf(one);
                }
            }
        }
    }

    /** Follows the frame, which has just moved one minute on. Answers whether anything but the clock changed. */
    boolean advance() {
        long minute = frame.minute();
        boolean changed = minute % HourPage.MINUTES == 0 && hours.turn(minute / HourPage.MINUTES);
        long entering = hours.minuteCell(minute - 1);
        changed |= entering != 0;
        for (int i = 0; i < good.length; i++) {
            good[i] += Counts.goodOf(entering);
            bad[i] += Counts.badOf(entering);
            changed |= leave(i);
        }
        return changed;
    }

    private boolean leave(int i) {
        if (good[i] == 0 && bad[i] == 0) {
            return false;
        }
        Window window = frame.window(i);
        long start = frame.minute() - window.minutes();
        Counts leaving;
        if (window.isMinuteExact()) {
            long cell = hours.minuteCell(start - 1);
            leaving = cell == 0 ? Counts.NONE : new Counts(Counts.goodOf(cell), Counts.badOf(cell));
        } else if (Math.floorMod(start, HourPage.FIVE) == 0) {
            leaving = hours.tailCell(i, start - HourPage.FIVE);
        } else {
            return false;
        }
        good[i] -= leaving.good();
        bad[i] -= leaving.bad();
        return leaving.valid() != 0;
    }

    /** Counts of the window that ends at {@code end} (exclusive): the running totals, corrected by the cells between. */
    Counts window(int index, long end) {
        Window window = frame.window(index);
        long minute = frame.minute();
        long start = window.startAt(end);
        if (Math.abs(end - minute) >= window.minutes()) {
            return hours.sum(start, end);
        }
        return total(index).plus(between(minute, end)).minus(between(frame.start(index), start));
    }

    /** Totals as they stand at the clock. */
    Counts total(int index) {
        return new Counts(good[index], bad[index]);
    }

    /** Counts of [from, to), epoch minutes; where hours are kept coarse, both must lie on five minutes. */
    Counts sum(long from, long to) {
        return hours.sum(from, to);
    }

    private Counts between(long from, long to) {
        return from <= to ? hours.sum(from, to) : Counts.NONE.minus(hours.sum(to, from));
    }

    /** Writes the pages that changed since the last time. */
    void writePages(ByteWriter out) {
        hours.writePages(out);
    }

    /** The lane's part of the head record: totals by window length, and the hour under the clock. */
    void writeHead(ByteWriter out) {
        out.varLong(good.length);
        for (int i = 0; i < good.length; i++) {
            out.varLong(frame.window(i).minutes()).varLong(good[i]).varLong(bad[i]);
        }
        hours.writeHead(out);
    }

    /** Restores the lane as of the frame's minute; a window that was not in use before is summed up once. */
    void readHead(ByteReader in) {
        long[] known = new long[(int) in.varLong()];
        long[] knownGood = new long[known.length];
        long[] knownBad = new long[known.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = in.varLong();
            knownGood[i] = in.varLong();
            knownBad[i] = in.varLong();
        }
        hours.readHead(in);
        for (int i = 0; i < good.length; i++) {
            int at = indexOf(known, frame.window(i).minutes());
            Counts total = at >= 0 ? new Counts(knownGood[at], knownBad[at]) : sum(frame.start(i), frame.minute());
            good[i] = total.good();
            bad[i] = total.bad();
        }
    }

    private static int indexOf(long[] values, long wanted) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
