package slipstream.standalone.backfill;

import java.util.Arrays;

/** How often each of many things went by, known by a hash of 64 bits: twelve bytes each, in a table that grows up to a limit. */
final class Repetitions {
    private static final int FIRST_SIZE = 1 << 12;
    private static final double FULL = 0.7;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int limit;
    private long[] keys = new long[FIRST_SIZE];
    private int[] counts = new int[FIRST_SIZE];
    private int size;

    /** Tells up to {@code limit} different things apart; four million take 100 MB. */
    Repetitions(int limit) {
        this.limit = limit;
    }

    /** Whether nothing new can be told apart any more. */
    boolean isFull() {
        return size >= limit;
    }

    /** Notes that it went by, and answers how often it had before. */
    int add(long hash) {
        int at = find(keys, counts, hash);
        if (counts[at] == 0) {
            if (size + 1 > keys.length * FULL) {
                grow();
                at = find(keys, counts, hash);
            }
            keys[at] = hash;
            size++;
        }
        return counts[at]++;
    }

    void clear() {
        Arrays.fill(counts, 0);
        size = 0;
    }

    private static int find(long[] keys, int[] counts, long hash) {
        int mask = keys.length - 1;
        int at = (int) ((hash * MIX) >>> 32) & mask;
        while (counts[at] != 0 && keys[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        int[] moreCounts = new int[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                int at = find(moreKeys, moreCounts, keys[i]);
                moreKeys[at] = keys[i];
                moreCounts[at] = counts[i];
            }
        }
        keys = moreKeys;
        counts = moreCounts;
    }
}
