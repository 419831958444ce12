package slipstream.processor.slo;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Of which hours a store may hold anything, by slot of its ring: asking the store for what is not there costs a hundred times as
 * much. Never wrong about what is there; two hours that share a slot are one.
 */
final class StoredHours {
    private static final int RING = Pages.Kind.HOURS.slots;

    /** One bit per slot; null while there is nothing. */
    private long @Nullable [] slots;

    /** Anything may be there: an earlier life has written. */
    void addAll() {
        Arrays.fill(allocated(), -1L);
    }

    void add(long hour) {
        allocated()[word(hour)] |= bit(hour);
    }

    /** It was looked for, and there is nothing. */
    void remove(long hour) {
        allocated()[word(hour)] &= ~bit(hour);
    }

    boolean mayHold(long hour) {
        return slots != null && (slots[word(hour)] & bit(hour)) != 0;
    }

    private long[] allocated() {
        if (slots == null) {
            slots = new long[RING / Long.SIZE];
        }
        return slots;
    }

    private static int word(long hour) {
        return (int) Math.floorMod(hour, (long) RING) / Long.SIZE;
    }

    private static long bit(long hour) {
        return 1L << Math.floorMod(hour, (long) RING) % Long.SIZE;
    }
}
