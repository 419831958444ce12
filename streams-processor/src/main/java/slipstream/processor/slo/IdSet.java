package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Ids of events of one hour, as 64-bit hashes: an open-addressing table, and the last page of them in order of arrival, so that
 * only new ids have to be written.
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
    /** Smaller tables grow by four: most hours have either hardly any ids or many. */
    private static final int GROWS_FAST_BELOW = 128;

    private static final long[] NONE = {};

    final long hour;
    boolean dirty;

    /** When the newest id arrived that was added since the set is on the heap, in epoch milliseconds. */
    long arrivedAt = Long.MIN_VALUE;

    private long[] table = new long[FIRST_SIZE];
    private int size;
    /** Ids in order of arrival, from the first one of the page that is not closed yet. */
    private long[] ordered = NONE;

    private int orderedCount;
    private int page;

    IdSet(long hour) {
        this.hour = hour;
    }

    /** Reads where an id would be. The value means nothing. */
    long approach(long id) {
        return table[(int) (id ^ (id >>> 32)) & (table.length - 1)];
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
        if (size * 2 > table.length) {
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[table.length * (table.length < GROWS_FAST_BELOW ? 4 : 2)];
        for (long id : table) {
            if (id != 0) {
                larger[slotOf(larger, id)] = id;
            }
        }
        table = larger;
    }

    private static int slotOf(long[] table, long id) {
        int mask = table.length - 1;
        int slot = (int) (id ^ (id >>> 32)) & mask;
        while (table[slot] != 0 && table[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Takes over a page that was written earlier; new ids go to pages after it. */
    void load(int number, byte[] ids) {
        ByteReader in = new ByteReader(ids);
        while (in.hasMore()) {
            insert(in.fixedLong());
        }
        page = Math.max(page, number + 1);
    }

    /** Writes every page that got new ids since the last time. */
    void write(ByteWriter out, SeenPages.Sink sink) {
        int from = 0;
        while (from < orderedCount) {
            int to = Math.min(orderedCount, from + PAGE);
            out.reset();
            for (int i = from; i < to; i++) {
                out.fixedLong(ordered[i]);
            }
            sink.page(page, out.toBytes());
            if (to - from < CLOSED_AT) {
                break;
            }
            page++;
            from = to;
        }
        ordered = from == orderedCount ? NONE : Arrays.copyOfRange(ordered, from, orderedCount);
        orderedCount -= from;
        dirty = false;
    }
}
