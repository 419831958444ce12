package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Latencies of the good events of one hour, by five-minute cell: a sorted list of (cell, bin, count), because few of the bins
 * are ever in use at a time.
 */
final class LatencyCells {
    private static final int COUNT_BITS = 18;
    private static final int BIN_BITS = 9;
    private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;
    private static final int BIN_MASK = (1 << BIN_BITS) - 1;
    private static final int FIRST_SIZE = 6;

    private static final int NEAR = 16;

    /** Entries of five minutes, of all but the busiest series, and how many of them the memory brings at once. */
    private static final int RECENT = 64;

    private static final int LINE = 16;
    private static final int BYTES_PER_ENTRY_AT_MOST = 6;

    /** Four bits cell, nine bits bin, eighteen bits count; a bin that is full goes on in a further entry. */
    private int[] entries = new int[FIRST_SIZE];

    private int size;

    LatencyCells copy() {
        LatencyCells copy = new LatencyCells();
        copy.entries = Arrays.copyOf(entries, Math.max(FIRST_SIZE, size));
        copy.size = size;
        return copy;
    }

    /** Adds events to a bin of a cell (0 to 11). */
    void add(int five, int bin, int count) {
        int key = (five << BIN_BITS) | bin;
        int at = size > 0 && keyOf(size - 1) > key ? firstAfter(key) : size;
        int left = at > 0 && keyOf(at - 1) == key ? count - fill(at - 1, count) : count;
        for (; left > 0; left -= MAX_COUNT) {
            makeRoom(1);
            System.arraycopy(entries, at, entries, at + 1, size - at);
            entries[at++] = (key << COUNT_BITS) | Math.min(left, MAX_COUNT);
            size++;
        }
    }

    /** Adds to an entry as many of some events as it can take, and answers how many. */
    private int fill(int at, int count) {
        int taken = Math.min(count, MAX_COUNT - (entries[at] & MAX_COUNT));
        entries[at] += taken;
        return taken;
    }

    /** Adds the latencies of events of a cell (0 to 11), in one go over what it holds. */
    void addAll(int five, Bins bins) {
        int missing = countKnown(five, bins);
        int[] added = bins.spare();
        makeRoom(missing);
        int known = size - 1;
        size += missing;
        int to = size - 1;
        for (int next = missing - 1; next >= 0; to--) {
            if (known >= 0 && entries[known] >>> COUNT_BITS > added[next] >>> COUNT_BITS) {
                entries[to] = entries[known--];
            } else {
                entries[to] = added[next--];
            }
        }
    }

    /** Counts what there is an entry for; what there is none for is made into entries, in order, of which the number is answered. */
    private int countKnown(int five, Bins bins) {
        int[] added = bins.spare();
        int missing = 0;
        int at = bins.timed() == 0 ? size : firstAfter(((five << BIN_BITS) | bins.get(0)) - 1);
        for (int i = 0; i < bins.timed(); i++) {
            int key = (five << BIN_BITS) | bins.get(i);
            while (at < size && (keyOf(at) < key || (keyOf(at) == key && (entries[at] & MAX_COUNT) == MAX_COUNT))) {
                at++;
            }
            if (at < size && keyOf(at) == key) {
                entries[at]++;
            } else if (missing > 0
                    && added[missing - 1] >>> COUNT_BITS == key
                    && (added[missing - 1] & MAX_COUNT) < MAX_COUNT) {
                added[missing - 1]++;
            } else {
                added[missing++] = (key << COUNT_BITS) | 1;
            }
        }
        return missing;
    }

    /** Reads some of every line of memory in which entries are added nearly always. The value means nothing. */
    int approach() {
        int read = 0;
        for (int at = size - 1; at >= Math.max(0, size - RECENT); at -= LINE) {
            read += entries[at];
        }
        return read;
    }

    private void makeRoom(int more) {
        if (size + more > entries.length) {
            entries = Arrays.copyOf(entries, size + Math.max(more, Math.max(FIRST_SIZE, size / 8)));
        }
    }

    private int keyOf(int at) {
        return entries[at] >>> COUNT_BITS;
    }

    /** Where the first entry is whose cell and bin are larger. */
    private int firstAfter(int key) {
        int high = size;
        int low = size;
        // Nearly always it is among the last ones.
        for (int step = NEAR; low > 0 && (low == size || keyOf(low) > key); step *= 2) {
            high = low;
            low = Math.max(0, low - step);
        }
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

    /** Receives what a cell holds. */
    interface Part {
        void events(int bin, int count);
    }

    /** Hands on what a cell (0 to 11) holds. */
    void forEach(int five, Part each) {
        int end = startOf(five + 1);
        for (int i = startOf(five); i < end; i++) {
            each.events(binOf(entries[i]), entries[i] & MAX_COUNT);
        }
    }

    /** Adds what cells [from, to) hold to {@code sum}. */
    void addTo(Latencies sum, int from, int to) {
        int end = startOf(to);
        for (int i = startOf(from); i < end; i++) {
            sum.add(binOf(entries[i]), entries[i] & MAX_COUNT);
        }
    }

    /** The smallest bin of all cells; 0 when there is none. */
    int smallestBin() {
        int smallest = size == 0 ? 0 : BIN_MASK;
        for (int i = 0; i < size; i++) {
            smallest = Math.min(smallest, binOf(entries[i]));
        }
        return smallest;
    }

    /** How many events of a cell there are. */
    long count(int five) {
        long count = 0;
        int end = startOf(five + 1);
        for (int i = startOf(five); i < end; i++) {
            count += entries[i] & MAX_COUNT;
        }
        return count;
    }

    private static int binOf(int entry) {
        return (entry >>> COUNT_BITS) & BIN_MASK;
    }

    /**
     * One cell: each entry as gap to the bin before and its count; most cost one byte.
     *
     * @param base what the first gap is counted from: no bin is smaller
     * @param counted whether the number of entries stands before them
     */
    void write(ByteWriter out, int five, int base, boolean counted) {
        int from = startOf(five);
        int to = startOf(five + 1);
        out.ensure((to - from + 1) * BYTES_PER_ENTRY_AT_MOST);
        if (counted) {
            out.varLong(to - from);
        }
        int last = base;
        for (int i = from; i < to; i++) {
            int bin = binOf(entries[i]);
            int count = entries[i] & MAX_COUNT;
            out.varLong(((long) (bin - last) << 1) | (count > 1 ? 1 : 0));
            if (count > 1) {
                out.varLong(count);
            }
            last = bin;
        }
    }

    /** Reads one cell whose entries were counted, in place of what it holds. */
    void read(ByteReader in, int five, int base) {
        clear(five);
        int bin = base;
        for (long left = in.varLong(); left > 0; left--) {
            long first = in.varLong();
            bin += (int) (first >>> 1);
            add(five, bin, (first & 1) != 0 ? (int) in.varLong() : 1);
        }
    }

    /** Reads one cell of which it is known how many events it has, in place of what it holds. */
    void readAll(ByteReader in, int five, int base, long events) {
        clear(five);
        int bin = base;
        for (long left = events; left > 0; ) {
            long first = in.varLong();
            bin += (int) (first >>> 1);
            int count = (first & 1) != 0 ? (int) in.varLong() : 1;
            add(five, bin, count);
            left -= count;
        }
    }

    private void clear(int five) {
        int from = startOf(five);
        int to = startOf(five + 1);
        System.arraycopy(entries, to, entries, from, size - to);
        size -= to - from;
    }
}
