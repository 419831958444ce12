package slipstream.processor.slo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of event of one series: its cells, and the running totals of every window in use. An event costs one cell and one
 * addition per window that it lies in, however long the windows are and however late it is; a passing minute costs one addition
 * and at most one subtraction per window.
 */
final class Lane {
    private final Hours hours;
    private Frame frame;

    /** Good and bad events of each window, side by side. */
    private long[] totals;

    private @Nullable Excluded excluded;
    private @Nullable FailureLog failures;

    Lane(int series, int number, Frame frame, Pages pages) {
        this.frame = frame;
        this.hours = new Hours(series, number, frame, pages);
        this.totals = new long[2 * frame.windows()];
    }

    /** From now on the windows of another frame are kept, which stands at the same minute; those that are new are summed up once. */
    void follow(Frame next) {
        long[] nextTotals = new long[2 * next.windows()];
        for (int i = 0; i < next.windows(); i++) {
            int known = frame.indexOf(next.window(i));
            Counts total = known >= 0 ? total(known) : hours.sum(next.start(i), next.minute());
            set(nextTotals, i, total);
        }
        frame = next;
        totals = nextTotals;
        hours.follow(next);
        exclude(excluded == null ? null : excluded.mask);
    }

    /**
     * Counts one event of an epoch minute.
     *
     * @param one the packed cell to add
     * @param bin the bin of its latency; negative when it has none
     */
    void add(long at, long one, int bin) {
        hours.add(at, one, bin);
        addToWindows(at, Counts.goodOf(one), Counts.badOf(one));
    }

    /** Counts good events of an epoch minute. */
    void addGood(long at, Bins bins) {
        hours.addGood(at, bins);
        addToWindows(at, bins.events(), 0);
    }

    private void addToWindows(long at, long goods, long bads) {
        if (at < frame.minute()) {
            addTo(totals, at, goods, bads);
            if (excluded != null && excluded.mask.contains(at)) {
                addTo(excluded.totals, at, goods, bads);
            }
        }
    }

    /** Reads what counting an event of an epoch minute would read first. The value means nothing. */
    long approach(long at) {
        return totals[0] + hours.approach(at);
    }

    /** Reads what writing would read of what is old. The value means nothing. */
    long approachWriting() {
        return hours.approachWriting();
    }

    private void addTo(long[] sums, long at, long goods, long bads) {
        for (int i = 0; i < frame.windows(); i++) {
            if (at >= frame.start(i)) {
                add(sums, i, goods, bads);
            }
        }
    }

    private static void add(long[] sums, int window, long goods, long bads) {
        sums[2 * window] += goods;
        sums[2 * window + 1] += bads;
    }

    private static void set(long[] sums, int window, Counts counts) {
        sums[2 * window] = counts.good();
        sums[2 * window + 1] = counts.bad();
    }

    private static Counts get(long[] sums, int window) {
        return new Counts(sums[2 * window], sums[2 * window + 1]);
    }

    private boolean holds(int window) {
        return totals[2 * window] != 0 || totals[2 * window + 1] != 0;
    }

    /** Follows the frame, which has just moved one minute on. Answers whether anything but the clock changed. */
    boolean advance() {
        long minute = frame.minute();
        boolean changed = minute % HourPage.FIVE == 0 && hours.turn(minute);
        long entering = hours.minuteCell(minute - 1);
        changed |= entering != 0;
        boolean entersExcluded = entering != 0 && excluded != null && excluded.mask.contains(minute - 1);
        for (int i = 0; i < frame.windows(); i++) {
            add(totals, i, Counts.goodOf(entering), Counts.badOf(entering));
            if (excluded != null && entersExcluded) {
                add(excluded.totals, i, Counts.goodOf(entering), Counts.badOf(entering));
            }
            changed |= leave(i);
        }
        return changed;
    }

    /**
     * The next minute at which the lane may change by itself, if nothing comes: not later than it does, and after the minute of
     * the frame.
     */
    long nextChange() {
        long next = hours.nextTurn();
        for (int i = 0; i < frame.windows() && next > frame.minute() + 1; i++) {
            if (holds(i)) {
                long first = frame.start(i);
                long filled = hours.nextFilled(i, first, frame.minute());
                // A minute leaves when the window begins after it; of five minutes, the first of them says when.
                next = Math.min(next, filled + frame.window(i).minutes() + 1);
            }
        }
        return Math.max(next, frame.minute() + 1);
    }

    private boolean leave(int i) {
        if (!holds(i)) {
            return false;
        }
        Window window = frame.window(i);
        long left = frame.minute() - window.minutes() - 1;
        Counts leaving;
        if (window.isMinuteExact()) {
            long cell = hours.minuteCell(left);
            leaving = cell == 0 ? Counts.NONE : new Counts(Counts.goodOf(cell), Counts.badOf(cell));
        } else if (Math.floorMod(left + 1, HourPage.FIVE) == 0) {
            leaving = hours.tailCell(i, left + 1 - HourPage.FIVE);
        } else {
            return false;
        }
        if (leaving.valid() == 0) {
            return false;
        }
        add(totals, i, -leaving.good(), -leaving.bad());
        if (excluded != null && excluded.mask.contains(left)) {
            add(excluded.totals, i, -leaving.good(), -leaving.bad());
        }
        return true;
    }

    /** Takes the time of a mask out of what counts; null when nothing is excluded. */
    void exclude(@Nullable Mask mask) {
        excluded = mask == null ? null : new Excluded(mask, new long[2 * frame.windows()]);
        for (int i = 0; excluded != null && i < frame.windows(); i++) {
            set(excluded.totals, i, excluded(mask, frame.start(i), frame.minute()));
        }
    }

    /** Takes over another mask of which nothing that counts differs: what differs lies ahead, or behind every window. */
    void extend(Mask mask) {
        if (excluded != null) {
            excluded.mask = mask;
        }
    }

    /** What lies in the time of a mask within [from, to). */
    Counts excluded(@Nullable Mask mask, long from, long to) {
        Counts sum = Counts.NONE;
        if (mask != null) {
            for (Span span : mask.within(from, to)) {
                sum = sum.plus(hours.sum(span.from(), span.to()));
            }
        }
        return sum;
    }

    /** What is excluded of a window as it stands at the clock. */
    Counts excludedTotal(int index) {
        return excluded == null ? Counts.NONE : get(excluded.totals, index);
    }

    /** All that the window holds that ends at {@code end} (exclusive), excluded or not: the running totals, corrected by the cells between. */
    Counts window(int index, long end) {
        Window window = frame.window(index);
        long minute = frame.minute();
        long start = window.startAt(end);
        if (Math.abs(end - minute) >= window.minutes()) {
            return hours.sum(start, end);
        }
        return total(index).plus(between(minute, end)).minus(between(frame.start(index), start));
    }

    /** All that a window holds, excluded or not, as it stands at the clock. */
    Counts total(int index) {
        return get(totals, index);
    }

    /** Counts of [from, to), epoch minutes; where hours are kept coarse, both must lie on five minutes. */
    Counts sum(long from, long to) {
        return hours.sum(from, to);
    }

    /** Counts of the cells of {@code step} minutes that [from, to) has, which lies in one hour. */
    List<Counts> cells(long from, long to, int step) {
        return hours.cells(from, to, step);
    }

    /** Adds the latencies of [from, to), epoch minutes on five minutes. */
    void addLatencies(Latencies sum, long from, long to) {
        hours.addLatencies(sum, from, to);
    }

    private Counts between(long from, long to) {
        return from <= to ? hours.sum(from, to) : Counts.NONE.minus(hours.sum(to, from));
    }

    /** Why its bad events were bad. */
    FailureLog failures() {
        if (failures == null) {
            failures = hours.failures();
        }
        return failures;
    }

    /** Writes the pages that changed since the last time. */
    void writePages(ByteWriter out) {
        hours.writePages(out);
        if (failures != null) {
            failures.write(out);
        }
    }

    /** The lane's part of the head record: totals by window length, and the hour under the clock. */
    void writeHead(ByteWriter out) {
        out.varLong(frame.windows());
        for (int i = 0; i < frame.windows(); i++) {
            out.varLong(frame.window(i).minutes()).varLong(totals[2 * i]).varLong(totals[2 * i + 1]);
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
        for (int i = 0; i < frame.windows(); i++) {
            int at = indexOf(known, frame.window(i).minutes());
            Counts total = at >= 0 ? new Counts(knownGood[at], knownBad[at]) : sum(frame.start(i), frame.minute());
            set(totals, i, total);
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

    /** The running totals of what is excluded of every window. */
    private static final class Excluded {
        private Mask mask;
        private final long[] totals;

        private Excluded(Mask mask, long[] totals) {
            this.mask = mask;
            this.totals = totals;
        }
    }
}
