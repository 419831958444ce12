package slipstream.processor.slo;

import org.jspecify.annotations.Nullable;

/**
 * Good and bad events of consecutive cells: in an int each while that has room for them, which it has for all but the busiest series, and in a
 * long each from then on. Handed over {@linkplain Counts packed}.
 */
class Cells {
    /** The cells of every hour by five minutes in which nothing is. */
    static final int[] NOTHING = new int[HourPage.FIVES];

    /** Of thirty-two bits, twelve are for bad events. */
    private static final int BAD_BITS = 12;

    private static final int MAX_BAD = (1 << BAD_BITS) - 1;
    private static final int MAX_GOOD = (1 << (Integer.SIZE - BAD_BITS)) - 1;

    private int[] narrow;
    private long @Nullable [] wide;

    /**
     * Cells with nothing in them.
     *
     * @param room as many as there are cells; {@link #NOTHING} is not written to
     */
    Cells(int[] room) {
        this.narrow = room;
    }

    /** How many cells there are. */
    final int cells() {
        return narrow.length;
    }

    /** A cell, packed. */
    final long cell(int index) {
        if (wide != null) {
            return wide[index];
        }
        int cell = narrow[index];
        return (long) (cell >>> BAD_BITS) << Integer.SIZE | (cell & MAX_BAD);
    }

    /** Adds packed events to a cell. */
    final void addTo(int index, long more) {
        setCell(index, cell(index) + more);
    }

    final void setCell(int index, long cell) {
        boolean fits = Counts.goodOf(cell) <= MAX_GOOD && Counts.badOf(cell) <= MAX_BAD;
        if (wide == null && !fits) {
            widen();
        }
        if (wide != null) {
            wide[index] = cell;
        } else {
            if (narrow == NOTHING) {
                narrow = new int[NOTHING.length];
            }
            narrow[index] = (int) (Counts.goodOf(cell) << BAD_BITS | Counts.badOf(cell));
        }
    }

    private void widen() {
        long[] all = new long[narrow.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = cell(i);
        }
        wide = all;
    }
}
