package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of cells of one lane, wherever they are. The hours around the clock are on the heap by minute; of them the block
 * under the clock and the next one are part of the series' head record, the others are written as records of their own when
 * they have changed. When an hour leaves the heap it becomes a coarse page in the store.
 */
final class Hours {
    /** Hours whose blocks are still in the store, so that they can be read by minute: before the one under the clock. */
    static final int HOURS_BEFORE = 3;

    private static final int HELD = 4;
    private static final int HEAD_BLOCKS = 2;
    private static final int DROPPED_AT_MINUTE = HourPage.FIVE;
    private static final long NEVER = Long.MIN_VALUE;

    private final int series;
    private final int lane;
    private final Frame frame;
    private final Pages pages;

    /** By minute: the hour under the clock, the one after it, the one before, and for five minutes the one before that. */
    private final @Nullable HourPage[] held = new HourPage[HELD];
    /** The page that was looked for last: almost always the one that is looked for next. */
    private @Nullable HourPage latest;

    /** The coarse page that a window's tail lies in, one per window; read once an hour. */
    private final @Nullable HourPage[] tails;

    /** Coarse pages to be written. */
    private final List<HourPage> touched = new ArrayList<>(0);

    /** Pages by minute that are no longer held and were touched by a late event. */
    private final List<HourPage> late = new ArrayList<>(0);

    /** Newest hour of which an earlier life may have left blocks in the store; each is looked for once. */
    private long storedThrough = NEVER;

    private final long[] lookedFor = {NEVER, NEVER, NEVER, NEVER};

    Hours(int series, int lane, Frame frame, Pages pages) {
        this.series = series;
        this.lane = lane;
        this.frame = frame;
        this.pages = pages;
        this.tails = new HourPage[frame.windows()];
    }

    /**
     * Adds to the cell of an epoch minute.
     *
     * @param one the packed cell to add
     * @param bin the bin of its latency; negative when it has none
     */
    void add(long at, long one, int bin) {
        long hour = Math.floorDiv(at, HourPage.MINUTES);
        int minute = (int) Math.floorMod(at, (long) HourPage.MINUTES);
        if (isHeld(hour)) {
            HourPage page = heldPage(hour);
            if (page == null) {
                page = HourPage.byMinute(hour);
                hold(page);
            }
            page.add(minute, one, bin);
            return;
        }
        coarseToWrite(hour).add(minute, one, bin);
        if (isByMinute(hour)) {
            lateToWrite(hour).add(minute, one, bin);
        }
    }

    /** The packed cell of an epoch minute within the last hour or ahead. */
    long minuteCell(long at) {
        HourPage page = heldPage(Math.floorDiv(at, HourPage.MINUTES));
        return page == null ? 0 : page.cell((int) Math.floorMod(at, (long) HourPage.MINUTES));
    }

    /** Counts of the five minutes that a window's tail is about to lose. */
    Counts tailCell(int window, long from) {
        long hour = Math.floorDiv(from, HourPage.MINUTES);
        int inHour = (int) Math.floorMod(from, (long) HourPage.MINUTES);
        if (isHeld(hour)) {
            HourPage page = heldPage(hour);
            return page == null ? Counts.NONE : page.sum(inHour, inHour + HourPage.FIVE);
        }
        HourPage tail = tails[window];
        if (tail == null || tail.hour != hour) {
            tail = coarsePage(hour);
            tails[window] = tail;
        }
        return tail.sum(inHour, inHour + HourPage.FIVE);
    }

    /**
     * The clock has come to an epoch minute at which a block begins: the block that the head no longer carries becomes a record
     * of its own, and once an hour the oldest page becomes coarse. Answers whether there was anything in them.
     */
    boolean turn(long minute) {
        boolean changed = leaveHead(minute - HourPage.FIVE);
        if (Math.floorMod(minute, (long) HourPage.MINUTES) == DROPPED_AT_MINUTE) {
            changed |= drop(frame.hour() - 2);
        }
        return changed;
    }

    private boolean leaveHead(long blockStart) {
        HourPage page = heldPage(Math.floorDiv(blockStart, HourPage.MINUTES));
        int five = fiveOf(blockStart);
        if (page == null || !page.hasBlock(five)) {
            return false;
        }
        page.touchBlock(five);
        return true;
    }

    private boolean drop(long hour) {
        HourPage page = pageIn(hour);
        if (page == null) {
            return false;
        }
        held[slot(hour)] = null;
        latest = null;
        late.add(page);
        touched.add(page.coarse());
        return true;
    }

    private boolean isHeld(long hour) {
        long before = frame.hour() - hour;
        return before <= 1
                || (before == 2 && Math.floorMod(frame.minute(), (long) HourPage.MINUTES) < DROPPED_AT_MINUTE);
    }

    /** Whether an hour can be read by minute. */
    private boolean isByMinute(long hour) {
        return hour >= frame.hour() - HOURS_BEFORE;
    }

    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HELD);
    }

    private static int fiveOf(long minute) {
        return (int) Math.floorMod(minute, (long) HourPage.MINUTES) / HourPage.FIVE;
    }

    private @Nullable HourPage heldPage(long hour) {
        HourPage page = latest;
        if (page != null && page.hour == hour) {
            return page;
        }
        page = pageIn(hour);
        if (page != null) {
            latest = page;
        }
        return page;
    }

    private @Nullable HourPage pageIn(long hour) {
        HourPage page = held[slot(hour)];
        if (page != null && page.hour == hour) {
            return page;
        }
        if (hour > storedThrough || lookedFor[slot(hour)] == hour) {
            return null;
        }
        lookedFor[slot(hour)] = hour;
        page = readBlocks(hour);
        if (page != null) {
            hold(page);
        }
        return page;
    }

    private void hold(HourPage page) {
        held[slot(page.hour)] = page;
        latest = page;
    }

    /** An hour by minute from its blocks in the store; null when it has none. */
    private @Nullable HourPage readBlocks(long hour) {
        HourPage page = null;
        for (int five = 0; five < HourPage.FIVES; five++) {
            long block = hour * HourPage.FIVES + five;
            byte[] bytes = pages.read(Pages.Kind.BLOCKS.key(series, lane, block));
            if (bytes != null) {
                ByteReader in = new ByteReader(bytes);
                if (in.varLong() == block) {
                    page = page == null ? HourPage.byMinute(hour) : page;
                    page.readBlock(in, five);
                }
            }
        }
        return page;
    }

    private HourPage coarseToWrite(long hour) {
        HourPage page = coarsePage(hour);
        if (!touched.contains(page)) {
            touched.add(page);
        }
        return page;
    }

    /** The coarse page of an hour that is no longer held, from wherever it is. */
    private HourPage coarsePage(long hour) {
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
        byte[] bytes = pages.read(Pages.Kind.HOURS.key(series, lane, hour));
        return bytes == null ? HourPage.byFive(hour) : HourPage.read(bytes, hour);
    }

    private HourPage lateToWrite(long hour) {
        HourPage page = latePage(hour);
        if (!late.contains(page)) {
            late.add(page);
        }
        return page;
    }

    /** An hour by minute that is no longer held. */
    private HourPage latePage(long hour) {
        for (HourPage page : late) {
            if (page.hour == hour) {
                return page;
            }
        }
        HourPage page = readBlocks(hour);
        return page == null ? HourPage.byMinute(hour) : page;
    }

    /** Counts of [from, to), epoch minutes; before the hours that are kept by minute, both must lie on five minutes. */
    Counts sum(long from, long to) {
        Counts sum = Counts.NONE;
        for (long at = from; at < to; ) {
            long hour = Math.floorDiv(at, HourPage.MINUTES);
            long start = hour * HourPage.MINUTES;
            long until = Math.min(to, start + HourPage.MINUTES);
            HourPage page = toRead(hour, at % HourPage.FIVE != 0 || until % HourPage.FIVE != 0);
            if (page != null) {
                sum = sum.plus(page.sum((int) (at - start), (int) (until - start)));
            }
            at = until;
        }
        return sum;
    }

    /** Adds the latencies of [from, to), epoch minutes on five minutes. */
    void addLatencies(Latencies sum, long from, long to) {
        for (long at = from; at < to; ) {
            long hour = Math.floorDiv(at, HourPage.MINUTES);
            long start = hour * HourPage.MINUTES;
            long until = Math.min(to, start + HourPage.MINUTES);
            HourPage page = toRead(hour, false);
            if (page != null) {
                page.addLatencies(sum, (int) (at - start), (int) (until - start));
            }
            at = until;
        }
    }

    private @Nullable HourPage toRead(long hour, boolean byMinute) {
        if (isHeld(hour)) {
            return heldPage(hour);
        }
        return byMinute && isByMinute(hour) ? latePage(hour) : coarsePage(hour);
    }

    /** Writes what changed since the last time, except the blocks that the head carries. */
    void writePages(ByteWriter out) {
        for (HourPage page : held) {
            if (page != null && page.dirtyBlocks() != 0) {
                writeBlocks(page, ~headBlocksOf(page.hour), out);
            }
        }
        for (HourPage page : late) {
            // An hour that went out of reach since it was touched would overwrite a newer one in the ring.
            if (isByMinute(page.hour)) {
                writeBlocks(page, -1, out);
            }
        }
        late.clear();
        for (HourPage page : touched) {
            page.write(out.reset());
            pages.write(Pages.Kind.HOURS.key(series, lane, page.hour), out.toBytes());
        }
        touched.clear();
    }

    private void writeBlocks(HourPage page, int which, ByteWriter out) {
        int dirty = page.dirtyBlocks() & which;
        for (int five = 0; five < HourPage.FIVES; five++) {
            if ((dirty & 1 << five) != 0) {
                long block = page.hour * HourPage.FIVES + five;
                page.writeBlock(out.reset().varLong(block), five);
                pages.write(Pages.Kind.BLOCKS.key(series, lane, block), out.toBytes());
            }
        }
        page.written(dirty);
    }

    private long firstHeadBlock() {
        return Math.floorDiv(frame.minute(), HourPage.FIVE);
    }

    /** One bit per block of an hour that the head carries. */
    private int headBlocksOf(long hour) {
        int blocks = 0;
        for (long block = firstHeadBlock(); block < firstHeadBlock() + HEAD_BLOCKS; block++) {
            if (Math.floorDiv(block, HourPage.FIVES) == hour) {
                blocks |= 1 << Math.floorMod(block, HourPage.FIVES);
            }
        }
        return blocks;
    }

    /** The block under the clock and the next one, for the head record. */
    void writeHead(ByteWriter out) {
        long first = firstHeadBlock();
        out.varLong(first);
        for (long block = first; block < first + HEAD_BLOCKS; block++) {
            HourPage page = heldPage(Math.floorDiv(block, HourPage.FIVES));
            int five = (int) Math.floorMod(block, (long) HourPage.FIVES);
            boolean filled = page != null && page.hasBlock(five);
            out.varLong(filled ? 1 : 0);
            if (page != null && filled) {
                page.writeBlock(out, five);
            }
        }
    }

    /** Takes over the blocks that a head record carries; what lies in the store is read when somebody asks. */
    void readHead(ByteReader in) {
        storedThrough = frame.hour() + 1;
        long first = in.varLong();
        for (long block = first; block < first + HEAD_BLOCKS; block++) {
            if (in.varLong() == 1) {
                long hour = Math.floorDiv(block, HourPage.FIVES);
                HourPage page = pageIn(hour);
                if (page == null) {
                    page = HourPage.byMinute(hour);
                    hold(page);
                }
                page.readBlock(in, (int) Math.floorMod(block, (long) HourPage.FIVES));
            }
        }
    }
}
