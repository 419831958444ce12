package slipstream.processor.slo;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Ids of events of one hour, as 64-bit hashes: an open-addressing table, and the last page of them in order of arrival, so that
 * only new ids have to be written. The table grows in small steps; ids lie in it in about the order of their mixed values, so that growing reads and
 * writes memory from one end to the other.
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

    /** Smaller tables double: most hours have either hardly any ids or many. */
    private static final int GROWS_FAST_BELOW = 1_024;

    private static final long[] NONE = {};

    /** Mixes ids, in every process in another way, so that nobody can choose ids that are looked for in the same place. */
    private static final long FACTOR = new SecureRandom().nextLong() | 1;

    final long hour;
    boolean dirty;

    /** When the newest id arrived that was added since the set is on the heap, in epoch milliseconds. */
    long arrivedAt = Long.MIN_VALUE;

    private long[] table;
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
        this.table = new long[Math.max(FIRST_SIZE, expected + expected / 2 + 1)];
    }

    /** Notes where an id would be. */
    void approach(long id, Places places) {
        places.note(table, firstSlot(id, table.length));
    }

    boolean contains(long id) {
        return table[slotOf(table, id)] != 0;
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
        int slot = slotOf(table, id);
        if (table[slot] != 0) {
            return false;
        }
        table[slot] = id;
        size++;
        if (4L * size > 3L * table.length) {
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        int more = table.length < GROWS_FAST_BELOW ? table.length : table.length / 8;
        long[] larger = new long[table.length + more];
        for (long id : table) {
            if (id != 0) {
                larger[slotOf(larger, id)] = id;
            }
        }
        table = larger;
    }

    private static int firstSlot(long id, int length) {
        return (int) ((((id * FACTOR) >>> Integer.SIZE) * length) >>> Integer.SIZE);
    }

    private static int slotOf(long[] table, long id) {
        int slot = firstSlot(id, table.length);
        while (table[slot] != 0 && table[slot] != id) {
            slot++;
            if (slot == table.length) {
                slot = 0;
            }
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
