package slipstream.processor.slo;

import java.util.Arrays;

/**
 * The cells of one hour of event time, by minute (60) or by five minutes (12). A cell is one long: good events in the upper
 * half, bad ones in the lower.
 */
final class HourPage {
    /** Minutes in a coarse cell. */
    static final int FIVE = 5;

    static final int MINUTES = 60;
    static final int FIVES = MINUTES / FIVE;

    private static final int BYTES_PER_CELL_AT_MOST = 11;

    final long hour;
    final long[] cells;
    boolean dirty;

    private HourPage(long hour, long[] cells) {
        this.hour = hour;
        this.cells = cells;
    }

    static HourPage byMinute(long hour) {
        return new HourPage(hour, new long[MINUTES]);
    }

    static HourPage byFive(long hour) {
        return new HourPage(hour, new long[FIVES]);
    }

    /** The same hour in five-minute cells. */
    HourPage coarse() {
        HourPage coarse = byFive(hour);
        for (int minute = 0; minute < MINUTES; minute++) {
            coarse.cells[minute / FIVE] += cells[minute];
        }
        return coarse;
    }

    /** Sum of the cells that begin in minutes [from, to) of the hour; on a coarse page both are multiples of five. */
    Counts sum(int from, int to) {
        int width = MINUTES / cells.length;
        if (from % width != 0 || to % width != 0) {
            throw new IllegalArgumentException(
                    "[" + from + ", " + to + ") does not lie on cells of " + width + " minutes");
        }
        long good = 0;
        long bad = 0;
        for (int i = from / width; i < to / width; i++) {
            good += Counts.goodOf(cells[i]);
            bad += Counts.badOf(cells[i]);
        }
        return new Counts(good, bad);
    }

    /**
     * Hour, number of non-empty cells, then each as gap to the one before and its counts. A cell without bad events costs two
     * bytes up to 63 good ones.
     */
    void write(ByteWriter out) {
        out.varLong(hour);
        writeCells(out);
    }

    void writeCells(ByteWriter out) {
        out.ensure(BYTES_PER_CELL_AT_MOST * cells.length + 2 * BYTES_PER_CELL_AT_MOST);
        int filled = 0;
        for (long cell : cells) {
            filled += cell == 0 ? 0 : 1;
        }
        out.varLong(filled);
        int next = 0;
        for (int i = 0; i < cells.length && filled > 0; i++) {
            long cell = cells[i];
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

    void readCells(ByteReader in) {
        Arrays.fill(cells, 0);
        int filled = (int) in.varLong();
        int next = 0;
        for (int n = 0; n < filled; n++) {
            long first = in.varLong();
            int at = next + ((first & 2) != 0 ? (int) in.varLong() : 0);
            long bad = (first & 1) != 0 ? in.varLong() : 0;
            cells[at] = ((first >>> 2) << 32) | bad;
            next = at + 1;
        }
    }

    /** Reads a page of five-minute cells; one of another hour is left over from the ring's last round and is empty here. */
    static HourPage readByFive(byte[] bytes, long wanted) {
        return read(bytes, byFive(wanted));
    }

    /** Reads a page of minute cells in the same way. */
    static HourPage readByMinute(byte[] bytes, long wanted) {
        return read(bytes, byMinute(wanted));
    }

    private static HourPage read(byte[] bytes, HourPage page) {
        ByteReader in = new ByteReader(bytes);
        if (in.varLong() == page.hour) {
            page.readCells(in);
        }
        return page;
    }
}
