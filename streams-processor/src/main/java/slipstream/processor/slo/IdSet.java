package slipstream.processor.slo;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Ids of events of one hour, as 64-bit hashes: an open-addressing table, and the last page of them in order of arrival, so that
 * only new ids have to be written. The table holds the ids mixed, in their order, so that a search ends at the first one that is larger
 * (Amble and Knuth 1974), and growing, in small steps, goes through memory from one end to the other.
 */
final class IdSet {
    /** Most ids in a page of the store. */
    static final int PAGE = 512;

    /**
     * A page with so many ids is closed; one with fewer is written again with the next ids. Few, because in quiet apps every id
     * is a commit of its own and rewrites the page; what a commit brings together fills longer pages.
     */
    static final int CLOSED_AT = 4;

    private static final int FIRST_SIZE = 8;

    /** Room at the end of a table is as large as this at most, and at least a tenth of that. The last of it stays empty. */
    private static final int MOST_BEHIND = 40;

    /** Smaller tables double: most hours have either hardly any ids or many. */
    private static final int GROWS_FAST_BELOW = 1_024;

    private static final long[] NONE = {};

    /** Mixes ids, in every process in another way, so that nobody can choose ids that are looked for in the same place. */
    static final long FACTOR = new SecureRandom().nextLong() | 1;

    final long hour;
    boolean dirty;

    /** When the newest id arrived that was added since the set is on the heap, in epoch milliseconds. */
    long arrivedAt = Long.MIN_VALUE;

    /** Mixed ids, each at its place or as few places behind it as it takes to keep them in order; zero is an empty place. */
    private long[] table;

    /** Places that ids have; behind them is room for those that are pushed on. */
    private int places;

    private int size;

    /** Ids in order of arrival, from the first one of the page that is not closed yet. */
    private long[] ordered = NONE;

    private int orderedCount;
    private int page;

    /**
     * @param expected how many ids it will have, as far as anybody knows
     */
    IdSet(long hour, int expected) {
        this.hour = hour;
        this.places = Math.max(FIRST_SIZE, expected + expected / 2 + 1);
        this.table = new long[places + behind(places)];
    }

    /** Notes where an id would be. */
    void approach(long id, Places noted) {
        noted.note(table, placeOf(id * FACTOR));
    }

    boolean contains(long id) {
        long mixed = id * FACTOR;
        return table[slotOf(mixed)] == mixed;
    }

    /** Adds an id; false when it was there. Zero stands for an empty slot and must not be added. */
    boolean add(long id) {
        if (!insert(id)) {
            return false;
        }
        if (orderedCount == ordered.length) {
            ordered = Arrays.copyOf(ordered, Math.max(CLOSED_AT, 2 * orderedCount));
        }
        ordered[orderedCount++] = id;
        return true;
    }

    private boolean insert(long id) {
        long mixed = id * FACTOR;
        int slot = slotOf(mixed);
        if (table[slot] == mixed) {
            return false;
        }
        int empty = slot;
        while (table[empty] != 0) {
            empty++;
        }
        System.arraycopy(table, slot, table, slot + 1, empty - slot);
        table[slot] = mixed;
        size++;
        if (empty == table.length - 2) {
            lengthen();
        }
        if (6L * size > 5L * places) {
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] smaller = table;
        places += places < GROWS_FAST_BELOW ? places : places / 8;
        table = new long[places + behind(places)];
        int next = 0;
        for (long mixed : smaller) {
            if (mixed != 0) {
                int slot = Math.max(next, placeOf(mixed));
                if (slot >= table.length - 2) {
                    lengthen();
                }
                table[slot] = mixed;
                next = slot + 1;
            }
        }
    }

    /** Makes more room at the end. */
    private void lengthen() {
        table = Arrays.copyOf(table, table.length + behind(places));
    }

    private static int behind(int places) {
        return Math.min(MOST_BEHIND, MOST_BEHIND / 10 + places / MOST_BEHIND);
    }

    private int placeOf(long mixed) {
        return (int) (((mixed >>> Integer.SIZE) * places) >>> Integer.SIZE);
    }

    /** Where a mixed id is, or belongs. */
    private int slotOf(long mixed) {
        int slot = placeOf(mixed);
        while (table[slot] != 0 && Long.compareUnsigned(table[slot], mixed) < 0) {
            slot++;
        }
        return slot;
    }

    /** Takes over a page that was written earlier; new ids go to pages after it. */
    void load(int number, byte[] ids) {
        ByteBuffer in = ByteBuffer.wrap(ids);
        while (in.hasRemaining()) {
            insert(in.getLong());
        }
        page = Math.max(page, number + 1);
    }

    /** Whether the ids that are not written yet fill a page. */
    boolean hasFullPage() {
        return orderedCount == PAGE;
    }

    /** Writes the ids that are not written yet: one page, which is closed when enough ids are in it. */
    void write(SeenPages.Sink sink) {
        if (orderedCount == 0) {
            return;
        }
        ByteBuffer out = ByteBuffer.allocate(orderedCount * Long.BYTES);
        for (int i = 0; i < orderedCount; i++) {
            out.putLong(ordered[i]);
        }
        sink.page(page, out.array());
        if (orderedCount >= CLOSED_AT) {
            page++;
            orderedCount = 0;
        }
    }

    /** All has been written: room for a whole page is kept by those alone that fill it soon. */
    void settle() {
        dirty = false;
        ordered = orderedCount == 0 ? NONE : Arrays.copyOf(ordered, orderedCount);
    }
}
