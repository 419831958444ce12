package slipstream.processor.slo;

import org.jspecify.annotations.Nullable;

/**
 * The cells of one hour of event time, by minute (60) or by five minutes (12), and the latencies of its good events by five
 * minutes. Five minutes of a page by minute are a
 * block: what is written of it.
 */
final class HourPage extends Cells {
    /** Minutes in a coarse cell, and in a block. */
    static final int FIVE = 5;

    static final int MINUTES = 60;
    static final int FIVES = MINUTES / FIVE;

    private static final int NO_BIN = -1;

    /** How the latencies of a coarse page are written: there are none, every good event has one, or some have. */
    private static final int UNTIMED = 0;

    private static final int ALL_TIMED = 1;
    private static final int SOME_TIMED = 2;
    private static final int BYTES_PER_CELL_AT_MOST = 11;

    private final int hour;

    private @Nullable LatencyCells latencies;

    /** One bit per block that has changed since it was written. */
    private int dirtyBlocks;

    private HourPage(long hour, int[] room) {
        super(room);
        this.hour = (int) hour;
    }

    /** From the epoch. */
    long hour() {
        return hour;
    }

    static HourPage byMinute(long hour) {
        return new HourPage(hour, new int[MINUTES]);
    }

    static HourPage byFive(long hour) {
        return new HourPage(hour, NOTHING);
    }

    /** The same hour in five-minute cells. */
    HourPage coarse() {
        HourPage coarse = byFive(hour);
        for (int minute = 0; minute < MINUTES; minute++) {
            coarse.addTo(minute / FIVE, cell(minute));
        }
        coarse.latencies = latencies == null ? null : latencies.copy();
        return coarse;
    }

    /**
     * Adds to the cell of a minute of the hour.
     *
     * @param one the packed cell to add
     * @param bin the bin of its latency; negative when it has none
     */
    void add(int minute, long one, int bin) {
        int five = minute / FIVE;
        addTo(cells() == MINUTES ? minute : five, one);
        dirtyBlocks |= 1 << five;
        if (bin >= 0) {
            latencies().add(five, bin, 1);
        }
    }

    /** Adds good events of a minute of the hour. */
    void addGood(int minute, Bins bins) {
        add(minute, Counts.ONE_GOOD * bins.events(), NO_BIN);
        if (bins.timed() > 0) {
            latencies().addAll(minute / FIVE, bins);
        }
    }

    /** Reads what counting an event of a minute of the hour would read first. The value means nothing. */
    long approach(int minute) {
        return cell(cells() == MINUTES ? minute : minute / FIVE) + (latencies == null ? 0 : latencies.approach());
    }

    /** Adds a number of like events to a five-minute cell (0 to 11) of a coarse page. */
    void addFive(int five, long one, int bin, int count) {
        addTo(five, one * count);
        if (bin >= 0) {
            latencies().add(five, bin, count);
        }
    }

    private LatencyCells latencies() {
        if (latencies == null) {
            latencies = new LatencyCells();
        }
        return latencies;
    }

    /** Receives what a coarse page holds. */
    interface Part {
        /** So many events of a five-minute cell (0 to 11), each as a packed cell; the bin of their latency, or less than 0. */
        void events(int five, long one, int bin, int count);
    }

    /** Hands on all that a coarse page holds. */
    void forEach(Part each) {
        for (int five = 0; five < FIVES; five++) {
            int cell = five;
            int[] untimed = {Math.toIntExact(Counts.goodOf(cell(five)))};
            if (latencies != null) {
                latencies.forEach(five, (bin, count) -> {
                    untimed[0] -= count;
                    each.events(cell, Counts.ONE_GOOD, bin, count);
                });
            }
            give(each, five, Counts.ONE_GOOD, untimed[0]);
            give(each, five, Counts.ONE_BAD, Math.toIntExact(Counts.badOf(cell(five))));
        }
    }

    private static void give(Part each, int five, long one, int count) {
        if (count > 0) {
            each.events(five, one, NO_BIN, count);
        }
    }

    /** Sum of the cells that begin in minutes [from, to) of the hour; on a coarse page both are multiples of five. */
    Counts sum(int from, int to) {
        int width = MINUTES / cells();
        if (from % width != 0 || to % width != 0) {
            throw new IllegalArgumentException(
                    "[" + from + ", " + to + ") does not lie on cells of " + width + " minutes");
        }
        long good = 0;
        long bad = 0;
        for (int i = from / width; i < to / width; i++) {
            good += Counts.goodOf(cell(i));
            bad += Counts.badOf(cell(i));
        }
        return new Counts(good, bad);
    }

    /** Adds the latencies of minutes [from, to) of the hour, both multiples of five. */
    void addLatencies(Latencies sum, int from, int to) {
        if (latencies != null) {
            latencies.addTo(sum, from / FIVE, to / FIVE);
        }
    }

    /**
     * First minute of [from, to) whose cell holds anything, {@code to} when there is none. On a coarse page all of five minutes do,
     * and {@code from} is one of those that begin five.
     */
    int firstFilled(int from, int to) {
        int width = MINUTES / cells();
        int at = from;
        while (at < to && cell(at / width) == 0) {
            at += width;
        }
        return Math.min(at, to);
    }

    boolean hasBlock(int five) {
        for (int i = five * FIVE; i < (five + 1) * FIVE; i++) {
            if (cell(i) != 0) {
                return true;
            }
        }
        return false;
    }

    void touchBlock(int five) {
        dirtyBlocks |= 1 << five;
    }

    int dirtyBlocks() {
        return dirtyBlocks;
    }

    void written(int blocks) {
        dirtyBlocks &= ~blocks;
    }

    /** A block of a page by minute: its five cells and their latencies. */
    void writeBlock(ByteWriter out, int five) {
        writeCells(out, five * FIVE, (five + 1) * FIVE);
        writeLatencies(out, five);
    }

    /** Reads a block in place of what the page holds of it. */
    void readBlock(ByteReader in, int five) {
        readCells(in, five * FIVE, (five + 1) * FIVE);
        readLatencies(in, five);
    }

    /** A coarse page: hour, cells, how latencies are written, and the latencies. */
    void write(ByteWriter out) {
        out.varLong(hour);
        writeCells(out, 0, FIVES);
        if (latencies == null) {
            out.varLong(UNTIMED);
            return;
        }
        boolean counted = !areAllTimed(latencies);
        int base = latencies.smallestBin();
        out.varLong(counted ? SOME_TIMED : ALL_TIMED).varLong(base);
        for (int five = 0; five < FIVES; five++) {
            if (Counts.goodOf(cell(five)) > 0) {
                latencies.write(out, five, base, counted);
            }
        }
    }

    private boolean areAllTimed(LatencyCells timed) {
        for (int five = 0; five < FIVES; five++) {
            if (timed.count(five) != Counts.goodOf(cell(five))) {
                return false;
            }
        }
        return true;
    }

    /** Reads a coarse page; one of another hour is left over from the ring's last round and is empty here. */
    static HourPage read(byte[] bytes, long wanted) {
        ByteReader in = new ByteReader(bytes);
        if (in.varLong() != wanted) {
            return byFive(wanted);
        }
        HourPage page = byFive(wanted);
        page.readCells(in, 0, FIVES);
        long timed = in.varLong();
        if (timed == UNTIMED) {
            return page;
        }
        int base = (int) in.varLong();
        for (int five = 0; five < FIVES; five++) {
            long good = Counts.goodOf(page.cell(five));
            if (good > 0 && timed == ALL_TIMED) {
                page.latencies().readAll(in, five, base, good);
            } else if (good > 0) {
                page.latencies().read(in, five, base);
            }
        }
        return page;
    }

    /**
     * Number of non-empty cells, then each as gap to the one before and its counts. A cell without bad events costs one byte up
     * to 31 good ones.
     */
    private void writeCells(ByteWriter out, int from, int to) {
        out.ensure(BYTES_PER_CELL_AT_MOST * (to - from) + 2 * BYTES_PER_CELL_AT_MOST);
        int filled = 0;
        for (int i = from; i < to; i++) {
            filled += cell(i) == 0 ? 0 : 1;
        }
        out.varLong(filled);
        int next = from;
        for (int i = from; i < to && filled > 0; i++) {
            long cell = cell(i);
            if (cell != 0) {
                long bad = Counts.badOf(cell);
                // The gap is almost always zero in a dense hour: one flag bit says so, another that nothing was bad.
                boolean gap = i != next;
                out.varLong((Counts.goodOf(cell) << 2) | (gap ? 2 : 0) | (bad > 0 ? 1 : 0));
                if (gap) {
                    out.varLong(i - next);
                }
                if (bad > 0) {
                    out.varLong(bad);
                }
                next = i + 1;
            }
        }
    }

    private void readCells(ByteReader in, int from, int to) {
        for (int i = from; i < to; i++) {
            setCell(i, 0);
        }
        int filled = (int) in.varLong();
        int next = from;
        for (int n = 0; n < filled; n++) {
            long first = in.varLong();
            int at = next + ((first & 2) != 0 ? (int) in.varLong() : 0);
            long bad = (first & 1) != 0 ? in.varLong() : 0;
            setCell(at, ((first >>> 2) << Integer.SIZE) | bad);
            next = at + 1;
        }
    }

    private void writeLatencies(ByteWriter out, int five) {
        if (latencies == null) {
            out.varLong(0);
        } else {
            latencies.write(out, five, 0, true);
        }
    }

    private void readLatencies(ByteReader in, int five) {
        latencies().read(in, five, 0);
    }
}
