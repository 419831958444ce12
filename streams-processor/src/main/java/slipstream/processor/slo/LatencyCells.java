package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Latencies of the good events of one hour, by five-minute cell: a sorted list of (cell, bin, count), because few of the bins
 * are ever in use at a time.
 */
final class LatencyCells {
    private static final int COUNT_BITS = 19;
    private static final int BIN_BITS = 9;
    private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;
    private static final int BIN_MASK = (1 << BIN_BITS) - 1;
    private static final int FIRST_SIZE = 6;
    private static final int BYTES_PER_ENTRY_AT_MOST = 6;

    /** Four bits cell, nine bits bin, nineteen bits count; a bin that is full goes on in a further entry. */
    private int[] entries = new int[FIRST_SIZE];

    private int size;

    LatencyCells copy() {
        LatencyCells copy = new LatencyCells();
        copy.entries = entries.clone();
        copy.size = size;
        return copy;
    }

    /** Adds events to a bin of a cell (0 to 11). */
    void add(int five, int bin, int count) {
        int key = (five << BIN_BITS) | bin;
        int at = firstAfter(key) - 1;
        int left = count;
        if (at >= 0 && entries[at] >>> COUNT_BITS == key) {
            int more = Math.min(left, MAX_COUNT - (entries[at] & MAX_COUNT));
            entries[at] += more;
            left -= more;
        }
        while (left > 0) {
            int part = Math.min(left, MAX_COUNT);
            insert(at + 1, (key << COUNT_BITS) | part);
            left -= part;
        }
    }

    private void insert(int at, int entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size + size / 2);
        }
        System.arraycopy(entries, at, entries, at + 1, size - at);
        entries[at] = entry;
        size++;
    }

    /** Where the first entry is whose cell and bin are larger. New events are near the end. */
    private int firstAfter(int key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle] >>> COUNT_BITS <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int startOf(int five) {
        return firstAfter((five << BIN_BITS) - 1);
    }

    /** Adds what cells [from, to) hold to {@code sum}. */
    void addTo(Latencies sum, int from, int to) {
        int end = startOf(to);
        for (int i = startOf(from); i < end; i++) {
            sum.add((entries[i] >>> COUNT_BITS) & BIN_MASK, entries[i] & MAX_COUNT);
        }
    }

    /** One cell: number of entries, then each as gap to the bin before and its count; most cost one byte. */
    void write(ByteWriter out, int five) {
        int from = startOf(five);
        int to = startOf(five + 1);
        out.ensure((to - from + 1) * BYTES_PER_ENTRY_AT_MOST);
        out.varLong(to - from);
        int last = 0;
        for (int i = from; i < to; i++) {
            int bin = (entries[i] >>> COUNT_BITS) & BIN_MASK;
            int count = entries[i] & MAX_COUNT;
            out.varLong(((long) (bin - last) << 1) | (count > 1 ? 1 : 0));
            if (count > 1) {
                out.varLong(count);
            }
            last = bin;
        }
    }

    /** Reads one cell in place of what it holds. */
    void read(ByteReader in, int five) {
        int from = startOf(five);
        int to = startOf(five + 1);
        System.arraycopy(entries, to, entries, from, size - to);
        size -= to - from;
        int count = (int) in.varLong();
        int bin = 0;
        for (int i = 0; i < count; i++) {
            long first = in.varLong();
            bin += (int) (first >>> 1);
            add(five, bin, (first & 1) != 0 ? (int) in.varLong() : 1);
        }
    }
}
