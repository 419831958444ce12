package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one kind of event of one series, and the running totals of every window in use. An event costs one cell and one
 * addition per window that it lies in, however long the windows are and however late it is; a passing minute costs one
 * addition and at most one subtraction per window.
 *
 * <p>Hours near the clock are kept by minute on the heap; the hour under the clock is part of the series' head record, the
 * others are pages of their own. Older hours are five-minute pages in the store.
 */
final class Lane {
    /** Hours kept by minute: the one under the clock, one ahead of it, and three before. */
    static final int HOURS_BEFORE = 3;

    private static final int SLOTS = Pages.Kind.MINUTES.slots;

    private final int series;
    private final int number;
    private final Frame frame;
    private final Pages pages;
    private final long[] good;
    private final long[] bad;
    private final @Nullable HourPage[] recent = new HourPage[SLOTS];
    /** The page that was looked for last: almost always the one that is looked for next. */
    private @Nullable HourPage latest;

    /** The five-minute page that a window's tail lies in, one per window; read once an hour. */
    private final @Nullable HourPage[] tails;

    private final List<HourPage> touched = new ArrayList<>(0);

    Lane(int series, int number, Frame frame, Pages pages) {
        this.series = series;
        this.number = number;
        this.frame = frame;
        this.pages = pages;
        this.good = new long[frame.windows()];
        this.bad = new long[frame.windows()];
        this.tails = new HourPage[frame.windows()];
    }

    /** Counts one event of an epoch minute; {@code one} is the packed cell to add. */
    void add(long at, long one) {
        HourPage page = pageToWrite(Math.floorDiv(at, HourPage.MINUTES));
        int inHour = (int) Math.floorMod(at, (long) HourPage.MINUTES);
        page.cells[page.cells.length == HourPage.MINUTES ? inHour : inHour / HourPage.FIVE] += one;
        page.dirty = true;
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
        boolean changed = minute % HourPage.MINUTES == 0 && turnHour(minute / HourPage.MINUTES);
        long entering = minuteCell(minute - 1);
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
            long cell = minuteCell(start - 1);
            leaving = cell == 0 ? Counts.NONE : new Counts(Counts.goodOf(cell), Counts.badOf(cell));
        } else if (Math.floorMod(start, HourPage.FIVE) == 0) {
            leaving = fiveCell(i, start - HourPage.FIVE);
        } else {
            return false;
        }
        good[i] -= leaving.good();
        bad[i] -= leaving.bad();
        return leaving.valid() != 0;
    }

    private long minuteCell(long at) {
        HourPage page = recentPage(Math.floorDiv(at, HourPage.MINUTES));
        return page == null ? 0 : page.cells[(int) Math.floorMod(at, (long) HourPage.MINUTES)];
    }

    private Counts fiveCell(int window, long from) {
        long hour = Math.floorDiv(from, HourPage.MINUTES);
        int inHour = (int) Math.floorMod(from, (long) HourPage.MINUTES);
        if (isRecent(hour)) {
            HourPage page = recentPage(hour);
            return page == null ? Counts.NONE : page.sum(inHour, inHour + HourPage.FIVE);
        }
        HourPage tail = tails[window];
        if (tail == null || tail.hour != hour) {
            tail = oldPage(hour);
            tails[window] = tail;
        }
        return tail.sum(inHour, inHour + HourPage.FIVE);
    }

    /** The hour under the clock was left: it becomes a page of its own, and the oldest one by minute becomes coarse. */
    private boolean turnHour(long hour) {
        HourPage left = recentPage(hour - 1);
        if (left != null) {
            left.dirty = true;
        }
        long oldest = hour - 1 - HOURS_BEFORE;
        int slot = Pages.Kind.MINUTES.slot(oldest);
        HourPage dropped = recent[slot];
        if (dropped != null && dropped.hour == oldest) {
            recent[slot] = null;
            latest = null;
            HourPage coarse = dropped.coarse();
            coarse.dirty = true;
            touched.add(coarse);
            return true;
        }
        return left != null;
    }

    private boolean isRecent(long hour) {
        return hour >= frame.hour() - HOURS_BEFORE;
    }

    private @Nullable HourPage recentPage(long hour) {
        HourPage page = latest;
        if (page != null && page.hour == hour) {
            return page;
        }
        page = recent[Pages.Kind.MINUTES.slot(hour)];
        if (page == null || page.hour != hour) {
            return null;
        }
        latest = page;
        return page;
    }

    private HourPage pageToWrite(long hour) {
        if (isRecent(hour)) {
            HourPage page = recentPage(hour);
            if (page == null) {
                page = HourPage.byMinute(hour);
                recent[Pages.Kind.MINUTES.slot(hour)] = page;
            }
            return page;
        }
        HourPage page = oldPage(hour);
        if (!page.dirty) {
            page.dirty = true;
            touched.add(page);
        }
        return page;
    }

    /** The five-minute page of an hour that is no longer kept by minute, from wherever it is. */
    private HourPage oldPage(long hour) {
        for (HourPage tail : tails) {
            if (tail != null && tail.hour == hour) {
                return tail;
            }
        }
        for (HourPage page : touched) {
            if (page.hour == hour) {
                return page;
            }
        }
        byte[] bytes = pages.read(Pages.key(series, number, Pages.Kind.FIVES, Pages.Kind.FIVES.slot(hour)));
        return bytes == null ? HourPage.byFive(hour) : HourPage.readByFive(bytes, hour);
    }

    /** Counts of the window that ends at {@code end} (exclusive): the running totals, corrected by the cells between. */
    Counts window(int index, long end) {
        Window window = frame.window(index);
        long minute = frame.minute();
        long start = window.startAt(end);
        if (Math.abs(end - minute) >= window.minutes()) {
            return sum(start, end);
        }
        return new Counts(good[index], bad[index]).plus(between(minute, end)).minus(between(frame.start(index), start));
    }

    /** Totals as they stand at the clock. */
    Counts total(int index) {
        return new Counts(good[index], bad[index]);
    }

    private Counts between(long from, long to) {
        return from <= to ? sum(from, to) : Counts.NONE.minus(sum(to, from));
    }

    /** Counts of [from, to), epoch minutes; where hours are kept coarse, both must lie on five minutes. */
    Counts sum(long from, long to) {
        Counts sum = Counts.NONE;
        for (long at = from; at < to; ) {
            long hour = Math.floorDiv(at, HourPage.MINUTES);
            long hourStart = hour * HourPage.MINUTES;
            long until = Math.min(to, hourStart + HourPage.MINUTES);
            HourPage page = isRecent(hour) ? recentPage(hour) : oldPage(hour);
            if (page != null) {
                sum = sum.plus(page.sum((int) (at - hourStart), (int) (until - hourStart)));
            }
            at = until;
        }
        return sum;
    }

    /** Writes what changed since the last time, except the hour under the clock, which the head carries. */
    void writePages(ByteWriter out) {
        long current = frame.hour();
        for (HourPage page : recent) {
            if (page != null && page.dirty && page.hour != current) {
                write(page, Pages.Kind.MINUTES, out);
            }
        }
        for (HourPage page : touched) {
            write(page, Pages.Kind.FIVES, out);
        }
        touched.clear();
    }

    private void write(HourPage page, Pages.Kind kind, ByteWriter out) {
        page.write(out.reset());
        pages.write(Pages.key(series, number, kind, kind.slot(page.hour)), out.toBytes());
        page.dirty = false;
    }

    /** The lane's part of the head record: totals by window length, and the hour under the clock. */
    void writeHead(ByteWriter out) {
        out.varLong(good.length);
        for (int i = 0; i < good.length; i++) {
            out.varLong(frame.window(i).minutes()).varLong(good[i]).varLong(bad[i]);
        }
        long hour = frame.hour();
        HourPage page = recentPage(hour);
        out.varLong(hour);
        (page == null ? HourPage.byFive(hour) : page).writeCells(out);
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
        HourPage written = HourPage.byMinute(in.varLong());
        written.readCells(in);
        readRecentPages();
        latest = null;
        if (isRecent(written.hour)) {
            recent[Pages.Kind.MINUTES.slot(written.hour)] = written;
        }
        for (int i = 0; i < good.length; i++) {
            int at = indexOf(known, frame.window(i).minutes());
            Counts total = at >= 0 ? new Counts(knownGood[at], knownBad[at]) : sum(frame.start(i), frame.minute());
            good[i] = total.good();
            bad[i] = total.bad();
        }
    }

    private void readRecentPages() {
        long current = frame.hour();
        for (long hour = current - HOURS_BEFORE; hour <= current + 1; hour++) {
            byte[] bytes = pages.read(Pages.key(series, number, Pages.Kind.MINUTES, Pages.Kind.MINUTES.slot(hour)));
            if (bytes != null && new ByteReader(bytes).varLong() == hour) {
                recent[Pages.Kind.MINUTES.slot(hour)] = HourPage.readByMinute(bytes, hour);
            }
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
