package slipstream.processor.slo;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The old hours of a lane in which hardly anything happened: five-minute cells and their latencies as one list on the heap, and as
 * one record. What is new stands unsorted behind the list until somebody looks.
 */
final class FewCells {
    /** Most entries: a kilobyte on the heap, and somewhat less in the record. A lane with more keeps its hours as pages. */
    static final int MAX_ENTRIES = 256;

    /** So many have to be free again when those that are too old are let go, or it is too full. */
    private static final int FREED = MAX_ENTRIES / 8;

    private static final int COUNT_BITS = 9;
    private static final int CODE_BITS = 9;
    private static final int SLOTS = 1 << (Integer.SIZE - CODE_BITS - COUNT_BITS);
    private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;
    private static final int MAX_CODE = (1 << CODE_BITS) - 1;

    /** In place of the bin of a latency: bad events, and good ones of which nobody knows how long they took. */
    private static final int BAD = MAX_CODE;

    private static final int UNTIMED = MAX_CODE - 1;
    private static final int NO_BIN = -1;
    private static final int FIRST_SIZE = 4;

    /** The memory brings so many at once. */
    private static final int INTS_IN_A_LINE = 16;

    /** Fourteen bits five-minute cell from the base, nine bits bin or what stands in its place, nine bits count. */
    private int[] entries = new int[FIRST_SIZE];

    private int sorted;
    private int size;

    /** The five-minute cell from the epoch that is the first slot. */
    private long base;

    /** Whether it is another than was written last. */
    boolean dirty;

    /**
     * Adds events to a cell. False when there is no room.
     *
     * @param cell five-minute cell from the epoch
     * @param one the packed cell of one such event
     * @param bin the bin of their latency; negative when they have none
     * @param count how many
     * @param oldest the five-minute cell before which nothing is kept
     */
    boolean add(long cell, long one, int bin, int count, long oldest) {
        if (!hasRoom(entriesFor(count), oldest)) {
            return false;
        }
        append(cell, one, bin, count, oldest);
        return true;
    }

    /** Reads where the next entry goes. The value means nothing. */
    int approach() {
        return entries[Math.min(size, entries.length - 1)];
    }

    /** Reads some of every part of the list. The value means nothing. */
    int approachAll() {
        int read = 0;
        for (int i = 0; i < size; i += INTS_IN_A_LINE) {
            read += entries[i];
        }
        return read;
    }

    /** Takes over all of an hour. False when there is no room. */
    boolean take(HourPage page, long oldest) {
        int[] wanted = {0};
        page.forEach((five, one, bin, count) -> wanted[0] += entriesFor(count));
        if (!hasRoom(wanted[0], oldest)) {
            return false;
        }
        long first = page.hour() * HourPage.FIVES;
        page.forEach((five, one, bin, count) -> append(first + five, one, bin, count, oldest));
        return true;
    }

    private static int entriesFor(int count) {
        return (count + MAX_COUNT - 1) / MAX_COUNT;
    }

    private boolean hasRoom(int wanted, long oldest) {
        if (size + wanted <= MAX_ENTRIES) {
            return true;
        }
        moveBase(oldest);
        return size + Math.max(wanted, FREED) <= MAX_ENTRIES;
    }

    private void append(long cell, long one, int bin, int count, long oldest) {
        if (cell < base || cell >= base + SLOTS) {
            moveBase(oldest);
        }
        int code = bin >= 0 ? bin : one == Counts.ONE_GOOD ? UNTIMED : BAD;
        int key = keyOf(cell - base, code);
        for (int left = count; left > 0; left -= MAX_COUNT) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, Math.min(MAX_ENTRIES, 2 * size));
            }
            entries[size++] = entryOf(key, Math.min(left, MAX_COUNT));
        }
        dirty = true;
    }

    /** Lets go of what is too old. */
    private void moveBase(long oldest) {
        sort();
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long slot = base + slotOf(entries[i]) - oldest;
            if (slot >= 0) {
                int key = keyOf(slot, codeOf(entries[i]));
                entries[kept++] = entryOf(key, entries[i] & MAX_COUNT);
            }
        }
        size = kept;
        sorted = kept;
        base = oldest;
    }

    private static int keyOf(long slot, int code) {
        return ((int) slot << CODE_BITS) | code;
    }

    private static int entryOf(int key, int count) {
        return (key << COUNT_BITS) | count;
    }

    private static int keyOf(int entry) {
        return entry >>> COUNT_BITS;
    }

    private static int slotOf(int entry) {
        return entry >>> (CODE_BITS + COUNT_BITS);
    }

    private static int codeOf(int entry) {
        return keyOf(entry) & MAX_CODE;
    }

    /** Brings what is new into its place. */
    private void sort() {
        for (int next = sorted; next < size; next++) {
            place(entries[next]);
        }
        size = sorted;
    }

    /** Puts an entry among those in order, behind which there is room, or adds it to the one of its cell and bin. */
    private void place(int entry) {
        int at = firstFrom(keyOf(entry) + 1);
        int count = entry & MAX_COUNT;
        if (at > 0 && keyOf(entries[at - 1]) == keyOf(entry) && (entries[at - 1] & MAX_COUNT) + count <= MAX_COUNT) {
            entries[at - 1] += count;
            return;
        }
        System.arraycopy(entries, at, entries, at + 1, sorted - at);
        entries[at] = entry;
        sorted++;
    }

    /** Where the first of those in order is that has a key, or a larger one. */
    private int firstFrom(int key) {
        int low = 0;
        int high = sorted;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keyOf(entries[middle]) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** An hour by five minutes; empty when nothing is in it. */
    HourPage page(long hour) {
        sort();
        HourPage page = HourPage.byFive(hour);
        long first = hour * HourPage.FIVES - base;
        int from = (int) Math.max(0, Math.min(SLOTS, first));
        for (int i = firstFrom(keyOf(from, 0)); i < size && slotOf(entries[i]) < first + HourPage.FIVES; i++) {
            addTo(page, entries[i]);
        }
        return page;
    }

    /** Hands on every hour that holds anything. */
    void forEachPage(Consumer<HourPage> each) {
        sort();
        for (int i = 0; i < size; ) {
            HourPage page = HourPage.byFive(Math.floorDiv(base + slotOf(entries[i]), HourPage.FIVES));
            for (; i < size && Math.floorDiv(base + slotOf(entries[i]), HourPage.FIVES) == page.hour(); i++) {
                addTo(page, entries[i]);
            }
            each.accept(page);
        }
    }

    private void addTo(HourPage page, int entry) {
        int five = (int) (base + slotOf(entry) - page.hour() * HourPage.FIVES);
        int code = codeOf(entry);
        page.addFive(
                five,
                code == BAD ? Counts.ONE_BAD : Counts.ONE_GOOD,
                code < UNTIMED ? code : NO_BIN,
                entry & MAX_COUNT);
    }

    /** Its record: the base, then each entry as gap to the cell before, bin, and count. */
    void write(ByteWriter out) {
        sort();
        dirty = false;
        out.varLong(base).varLong(size);
        int last = 0;
        for (int i = 0; i < size; i++) {
            int count = entries[i] & MAX_COUNT;
            int slot = slotOf(entries[i]);
            out.varLong(((long) (slot - last) << 1) | (count > 1 ? 1 : 0)).varLong(codeOf(entries[i]));
            if (count > 1) {
                out.varLong(count);
            }
            last = slot;
        }
    }

    static FewCells read(byte[] record) {
        ByteReader in = new ByteReader(record);
        FewCells few = new FewCells();
        few.base = in.varLong();
        few.size = (int) in.varLong();
        few.sorted = few.size;
        few.entries = new int[Math.max(FIRST_SIZE, few.size)];
        int slot = 0;
        for (int i = 0; i < few.size; i++) {
            long first = in.varLong();
            slot += (int) (first >>> 1);
            int key = keyOf(slot, (int) in.varLong());
            few.entries[i] = entryOf(key, (first & 1) != 0 ? (int) in.varLong() : 1);
        }
        return few;
    }
}
