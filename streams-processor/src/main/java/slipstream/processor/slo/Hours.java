package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one lane, wherever they are. The hours around the clock are on the heap by minute; of them the block under the
 * clock and the next one are part of the series' head record, the others are written as records of their own when they have
 * changed. What is older is in the store.
 */
final class Hours extends HeldHours {
    private static final int HEAD_BLOCKS = 2;
    private static final int DROPPED_AT_MINUTE = HourPage.FIVE;

    private Frame frame;
    private final HourRecords records;
    private final OldHours old;

    /** What an earlier life may have left in the store; null when there was none. */
    private @Nullable EarlierBlocks earlier;

    Hours(int series, int lane, Frame frame, Pages pages) {
        this.frame = frame;
        this.records = new HourRecords(series, lane, pages);
        this.old = new OldHours(frame, records);
    }

    /** Why bad events of the lane were bad, which is kept beside its hours. */
    FailureLog failures() {
        return records.failures(earlier != null);
    }

    /** From now on the windows of another frame are kept. */
    void follow(Frame next) {
        frame = next;
        old.follow(next);
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
            pageToAdd(hour).add(minute, one, bin);
        } else {
            old.add(hour, minute, one, bin);
        }
    }

    /** Adds good events to the cell of an epoch minute. */
    void addGood(long at, Bins bins) {
        long hour = Math.floorDiv(at, HourPage.MINUTES);
        int minute = (int) Math.floorMod(at, (long) HourPage.MINUTES);
        if (isHeld(hour)) {
            pageToAdd(hour).addGood(minute, bins);
        } else {
            old.addGood(hour, minute, bins);
        }
    }

    private HourPage pageToAdd(long hour) {
        HourPage page = heldPage(hour);
        if (page == null) {
            page = HourPage.byMinute(hour);
            hold(page);
        }
        return page;
    }

    /** Reads what counting an event of an epoch minute would read first. The value means nothing. */
    long approach(long at) {
        long hour = Math.floorDiv(at, HourPage.MINUTES);
        if (hour < frame.hour() - 1) {
            return old.approach();
        }
        HourPage page = held(hour);
        return page == null ? 0 : page.approach((int) Math.floorMod(at, (long) HourPage.MINUTES));
    }

    /** Reads what writing would read of what is old. The value means nothing. */
    long approachWriting() {
        return old.approachWriting();
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
        HourPage page = isHeld(hour) ? heldPage(hour) : old.tail(window, hour);
        return page == null ? Counts.NONE : page.sum(inHour, inHour + HourPage.FIVE);
    }

    /**
     * First epoch minute of [from, to) whose cell may hold anything, looking no further than the hour of {@code from}; {@code to}
     * when there is none. Coarse hours answer with the first minute of five.
     */
    long nextFilled(int window, long from, long to) {
        long hour = Math.floorDiv(from, HourPage.MINUTES);
        long start = hour * HourPage.MINUTES;
        HourPage page = isHeld(hour) ? heldPage(hour) : old.tail(window, hour);
        long until = Math.min(to, start + HourPage.MINUTES);
        if (page == null) {
            return until;
        }
        return start + page.firstFilled((int) (from - start), (int) (until - start));
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

    /**
     * The next minute at which anything in these hours changes by itself, if nothing comes: a cell that the clock passes, a block
     * that leaves the head, an hour that leaves the heap.
     */
    long nextTurn() {
        long minute = frame.minute();
        if (earlier != null && frame.hour() - HELD <= earlier.through) {
            // What an earlier life left in the store is found when its minute comes.
            return minute + 1;
        }
        long[] next = {Long.MAX_VALUE};
        forEachHeld(page -> {
            long ahead = page.hour() - frame.hour();
            long dropped = (page.hour() + 2) * HourPage.MINUTES + DROPPED_AT_MINUTE;
            next[0] = Math.min(next[0], ahead > 0 || hasFrom(page, minute) ? minute + 1 : dropped);
        });
        return next[0];
    }

    /** Whether anything lies in the block under the clock, or after it. */
    private static boolean hasFrom(HourPage page, long minute) {
        long from = Math.floorDiv(minute, HourPage.FIVE) - page.hour() * HourPage.FIVES;
        for (int five = (int) Math.max(0, from); five < HourPage.FIVES; five++) {
            if (page.hasBlock(five)) {
                return true;
            }
        }
        return false;
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
        HourPage page = heldPage(hour);
        if (page == null) {
            return false;
        }
        letGo(page);
        old.take(page);
        return true;
    }

    private boolean isHeld(long hour) {
        long before = frame.hour() - hour;
        return before <= 1
                || (before == 2 && Math.floorMod(frame.minute(), (long) HourPage.MINUTES) < DROPPED_AT_MINUTE);
    }

    private static int fiveOf(long minute) {
        return (int) Math.floorMod(minute, (long) HourPage.MINUTES) / HourPage.FIVE;
    }

    /** The page by minute of an hour that is held, or was by an earlier life; null when there is none. */
    private @Nullable HourPage heldPage(long hour) {
        HourPage page = held(hour);
        if (page == null && earlier != null && earlier.isToLookFor(hour)) {
            page = records.readByMinute(hour);
            if (page != null) {
                hold(page);
            }
        }
        return page;
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

    /** Counts of the cells of {@code step} minutes that [from, to) has, which lies in one hour: its page is looked for once. */
    List<Counts> cells(long from, long to, int step) {
        long hour = Math.floorDiv(from, HourPage.MINUTES);
        long start = hour * HourPage.MINUTES;
        HourPage page = toRead(hour, from % HourPage.FIVE != 0 || step % HourPage.FIVE != 0);
        List<Counts> cells = new ArrayList<>();
        for (long at = from; at < to; at += step) {
            cells.add(page == null ? Counts.NONE : page.sum((int) (at - start), (int) (at + step - start)));
        }
        return cells;
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
        return isHeld(hour) ? heldPage(hour) : old.read(hour, byMinute);
    }

    /** Writes what changed since the last time, except the blocks that the head carries. */
    void writePages(ByteWriter out) {
        forEachHeld(page -> {
            if (page.dirtyBlocks() != 0) {
                records.writeByMinute(page, ~headBlocksOf(page.hour()), out);
            }
        });
        old.write(out);
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
        old.writeHead(out);
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
        records.restored();
        earlier = new EarlierBlocks(frame.hour() + 1);
        long first = in.varLong();
        old.readHead(in);
        for (long block = first; block < first + HEAD_BLOCKS; block++) {
            if (in.varLong() == 1) {
                long hour = Math.floorDiv(block, HourPage.FIVES);
                HourPage page = heldPage(hour);
                if (page == null) {
                    page = HourPage.byMinute(hour);
                    hold(page);
                }
                page.readBlock(in, (int) Math.floorMod(block, (long) HourPage.FIVES));
            }
        }
    }

    /** Hours of which an earlier life may have left blocks in the store: each is looked for once. */
    private static final class EarlierBlocks {
        private static final long NEVER = Long.MIN_VALUE;

        /** The newest of them. */
        private final long through;

        private final long[] lookedFor = {NEVER, NEVER, NEVER, NEVER};

        private EarlierBlocks(long through) {
            this.through = through;
        }

        private boolean isToLookFor(long hour) {
            if (hour > through || lookedFor[slot(hour)] == hour) {
                return false;
            }
            lookedFor[slot(hour)] = hour;
            return true;
        }
    }
}
