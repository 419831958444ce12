package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Places in tables that something will look at soon: noted first, and then read together, one right after the other, because the memory
 * brings a dozen at the same time when nothing is done in between.
 */
final class Places {
    private static final int FIRST_SIZE = 256;

    private long[][] tables = new long[FIRST_SIZE][];
    private int[] slots = new int[FIRST_SIZE];
    private int size;

    void note(long[] table, int slot) {
        if (size == slots.length) {
            tables = Arrays.copyOf(tables, 2 * size);
            slots = Arrays.copyOf(slots, 2 * size);
        }
        tables[size] = table;
        slots[size] = slot;
        size++;
    }

    /** Reads what was noted, and forgets it. The value means nothing. */
    long read() {
        long read = 0;
        for (int i = 0; i < size; i++) {
            read += tables[i][slots[i]];
        }
        size = 0;
        return read;
    }
}
