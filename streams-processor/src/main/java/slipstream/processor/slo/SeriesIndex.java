package slipstream.processor.slo;

import java.util.Arrays;

/**
 * The numbers of series by their {@linkplain SeriesHash names}: open addressing in one array, so that finding a series reads one
 * line of memory, and nothing of the series.
 */
final class SeriesIndex {
    /** There is no such series. */
    static final int NONE = -1;

    private static final int FIRST_SLOTS = 128;

    /** Two numbers a slot: the first hash; the upper half of the second, and the number of the series. */
    private static final int WIDTH = 2;

    private static final long NUMBER = 0xffff_ffffL;

    /** Stands for an empty slot: the number of no series. */
    private static final long EMPTY = -1;

    private long[] slots = empty(FIRST_SLOTS);
    private int size;

    private static long[] empty(int count) {
        long[] slots = new long[WIDTH * count];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    /** Number of the series that has a name; {@link #NONE} when there is none. */
    int find(SeriesHash name) {
        return (int) slots[slotOf(slots, name.first(), name.second()) + 1];
    }

    /** Notes where a name would be. */
    void approach(SeriesHash name, Places places) {
        places.note(slots, firstSlot(slots, name.first()));
    }

    /** Adds a series whose name is not there yet. */
    void add(SeriesHash name, int series) {
        int slot = slotOf(slots, name.first(), name.second());
        slots[slot] = name.first();
        slots[slot + 1] = (name.second() & ~NUMBER) | series;
        size++;
        if (2 * WIDTH * size > slots.length) {
            grow();
        }
    }

    private void grow() {
        long[] larger = empty(slots.length);
        for (int from = 0; from < slots.length; from += WIDTH) {
            if ((int) slots[from + 1] != NONE) {
                int slot = slotOf(larger, slots[from], slots[from + 1]);
                larger[slot] = slots[from];
                larger[slot + 1] = slots[from + 1];
            }
        }
        slots = larger;
    }

    private static int firstSlot(long[] slots, long first) {
        return (int) first & (slots.length - WIDTH);
    }

    /** Where a name is, or would be. */
    private static int slotOf(long[] slots, long first, long second) {
        int slot = firstSlot(slots, first);
        while ((int) slots[slot + 1] != NONE && (slots[slot] != first || ((slots[slot + 1] ^ second) & ~NUMBER) != 0)) {
            slot = (slot + WIDTH) & (slots.length - WIDTH);
        }
        return slot;
    }
}
