package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of cells of one lane, wherever they are. Hours near the clock are kept by minute on the heap; the hour under the
 * clock is part of the series' head record, the others are pages of their own. Older hours are five-minute pages in the store.
 */
final class Hours {
    /** Hours kept by minute: the one under the clock, one ahead of it, and three before. */
    static final int HOURS_BEFORE = 3;

    private final int series;
    private final int lane;
    private final Frame frame;
    private final Pages pages;
    private final @Nullable HourPage[] recent = new HourPage[Pages.Kind.MINUTES.slots];
    /** The page that was looked for last: almost always the one that is looked for next. */
    private @Nullable HourPage latest;

    /** The five-minute page that a window's tail lies in, one per window; read once an hour. */
    private final @Nullable HourPage[] tails;

    /** Old pages to be written. */
    private final List<HourPage> touched = new ArrayList<>(0);

    Hours(int series, int lane, Frame frame, Pages pages) {
        this.series = series;
        this.lane = lane;
        this.frame = frame;
        this.pages = pages;
        this.tails = new HourPage[frame.windows()];
    }

    /** Adds to the cell of an epoch minute. */
    void add(long at, long one) {
        HourPage page = toWrite(Math.floorDiv(at, HourPage.MINUTES));
        int inHour = (int) Math.floorMod(at, (long) HourPage.MINUTES);
        page.cells[page.cells.length == HourPage.MINUTES ? inHour : inHour / HourPage.FIVE] += one;
        page.dirty = true;
    }

    /** The packed cell of an epoch minute near the clock. */
    long minuteCell(long at) {
        HourPage page = recentPage(Math.floorDiv(at, HourPage.MINUTES));
        return page == null ? 0 : page.cells[(int) Math.floorMod(at, (long) HourPage.MINUTES)];
    }

    /** Counts of the five minutes that a window's tail is about to lose. */
    Counts tailCell(int window, long from) {
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

    /**
     * The hour before {@code hour} was left: it becomes a page of its own, and the oldest one by minute becomes coarse. Answers
     * whether there was anything in them.
     */
    boolean turn(long hour) {
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

    private HourPage toWrite(long hour) {
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
        byte[] bytes = pages.read(Pages.key(series, lane, Pages.Kind.FIVES, Pages.Kind.FIVES.slot(hour)));
        return bytes == null ? HourPage.byFive(hour) : HourPage.readByFive(bytes, hour);
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
        for (HourPage page : recent) {
            if (page != null && page.dirty && page.hour != frame.hour()) {
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
        pages.write(Pages.key(series, lane, kind, kind.slot(page.hour)), out.toBytes());
        page.dirty = false;
    }

    /** The hour under the clock, for the head record. */
    void writeHead(ByteWriter out) {
        HourPage page = recentPage(frame.hour());
        out.varLong(frame.hour());
        (page == null ? HourPage.byFive(frame.hour()) : page).writeCells(out);
    }

    /** Takes over the hour that a head record carries, and the pages of the hours around the clock. */
    void readHead(ByteReader in) {
        HourPage written = HourPage.byMinute(in.varLong());
        written.readCells(in);
        for (long hour = frame.hour() - HOURS_BEFORE; hour <= frame.hour() + 1; hour++) {
            byte[] bytes = pages.read(Pages.key(series, lane, Pages.Kind.MINUTES, Pages.Kind.MINUTES.slot(hour)));
            if (bytes != null && new ByteReader(bytes).varLong() == hour) {
                recent[Pages.Kind.MINUTES.slot(hour)] = HourPage.readByMinute(bytes, hour);
            }
        }
        latest = null;
        if (isRecent(written.hour)) {
            recent[Pages.Kind.MINUTES.slot(written.hour)] = written;
        }
    }
}
