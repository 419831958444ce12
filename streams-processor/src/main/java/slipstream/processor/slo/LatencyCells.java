package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Latencies of the good events of one hour, by five-minute cell: a sorted list of (cell, bin, count), because few of the bins
 * are ever in use at a time. What is new stands unsorted behind it until somebody looks: an event touches the end of the list only.
 */
final class LatencyCells {
    private static final int COUNT_BITS = 18;
    private static final int BIN_BITS = 9;
    private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;
    private static final int BIN_MASK = (1 << BIN_BITS) - 1;
    private static final int FIRST_SIZE = 6;

    /** So many new entries are brought into their places one by one; more in one go. */
    private static final int FEW = 8;

    private static final int BYTES_PER_ENTRY_AT_MOST = 6;

    /** Four bits cell, nine bits bin, eighteen bits count; a bin that is full goes on in a further entry. */
    private int[] entries = new int[FIRST_SIZE];

    /** Entries that are in order. */
    private int sorted;

    /** Entries in all. */
    private int size;

    LatencyCells copy() {
        LatencyCells copy = new LatencyCells();
        copy.entries = entries.clone();
        copy.sorted = sorted;
        copy.size = size;
        return copy;
    }

    /** Adds events to a bin of a cell (0 to 11). */
    void add(int five, int bin, int count) {
        int key = (five << BIN_BITS) | bin;
        for (int left = count; left > 0; left -= MAX_COUNT) {
            if (size == entries.length) {
                makeRoom();
            }
            entries[size++] = (key << COUNT_BITS) | Math.min(left, MAX_COUNT);
        }
    }

    /** Reads where the next entry goes. The value means nothing. */
    int approach() {
        return entries[Math.min(size, entries.length - 1)];
    }

    private void makeRoom() {
        sort();
        if (size > entries.length / 2) {
            entries = Arrays.copyOf(entries, size + Math.max(FIRST_SIZE, size / 2));
        }
    }

    /** Brings what is new into its place. */
    private void sort() {
        if (size - sorted > FEW) {
            merge();
        }
        for (int next = sorted; next < size; next++) {
            place(entries[next]);
        }
        size = sorted;
    }

    /** Much that is new is put in order by itself first. */
    private void merge() {
        int[] added = Arrays.copyOfRange(entries, sorted, size);
        int[] known = Arrays.copyOf(entries, sorted);
        Arrays.sort(added);
        sorted = 0;
        int next = 0;
        for (int entry : added) {
            while (next < known.length && known[next] >>> COUNT_BITS <= entry >>> COUNT_BITS) {
                follow(known[next++]);
            }
            follow(entry);
        }
        while (next < known.length) {
            follow(known[next++]);
        }
        size = sorted;
    }

    /** Puts an entry behind those in order, or adds it to the last of them if that has its bin. */
    private void follow(int entry) {
        int count = entry & MAX_COUNT;
        int last = sorted - 1;
        if (last >= 0 && entries[last] >>> COUNT_BITS == entry >>> COUNT_BITS) {
            int more = Math.min(count, MAX_COUNT - (entries[last] & MAX_COUNT));
            entries[last] += more;
            count -= more;
        }
        if (count > 0) {
            entries[sorted++] = (entry & ~MAX_COUNT) | count;
        }
    }

    /** Puts an entry into the sorted ones, which there is room behind, or adds it to the one that has its bin. */
    private void place(int entry) {
        int key = entry >>> COUNT_BITS;
        int at = firstAfter(key) - 1;
        int count = entry & MAX_COUNT;
        if (at >= 0 && entries[at] >>> COUNT_BITS == key) {
            int more = Math.min(count, MAX_COUNT - (entries[at] & MAX_COUNT));
            entries[at] += more;
            count -= more;
        }
        if (count > 0) {
            System.arraycopy(entries, at + 1, entries, at + 2, sorted - at - 1);
            entries[at + 1] = (key << COUNT_BITS) | count;
            sorted++;
        }
    }

    /** Where the first entry is whose cell and bin are larger, of those that are in order. */
    private int firstAfter(int key) {
        int low = 0;
        int high = sorted;
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
        sort();
        int end = startOf(five + 1);
        for (int i = startOf(five); i < end; i++) {
            each.events(binOf(entries[i]), entries[i] & MAX_COUNT);
        }
    }

    /** Adds what cells [from, to) hold to {@code sum}. */
    void addTo(Latencies sum, int from, int to) {
        sort();
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
        sort();
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
        sort();
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
        sort();
        int from = startOf(five);
        int to = startOf(five + 1);
        System.arraycopy(entries, to, entries, from, size - to);
        size -= to - from;
        sorted = size;
    }
}
