package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one app's events that were seen within the horizon, by hour of event time: a repetition carries the event time of
 * the original, so one hour has to be looked at, and hours that nothing touches leave the heap.
 */
final class SeenIds {
    private static final int RING = Pages.Kind.HOURS.slots;

    private final long app;
    private final SeenPages pages;
    private final Map<Long, IdSet> hours = new HashMap<>(4);
    private final List<IdSet> dirty = new ArrayList<>(1);
    /** One bit per hour of the ring: whether the store may hold pages of it. */
    private final long[] stored = new long[RING / Long.SIZE];

    private @Nullable IdSet last;

    SeenIds(byte[] appKey, SeenPages pages, boolean storeMayHoldIds) {
        this.app = IdHash.of(appKey, 0, appKey.length);
        this.pages = pages;
        if (storeMayHoldIds) {
            Arrays.fill(stored, -1L);
        }
    }

    /** Remembers an id at an hour; false when it was there. */
    boolean add(long id, long hour) {
        IdSet set = of(hour);
        if (!set.add(id)) {
            return false;
        }
        if (!set.dirty) {
            set.dirty = true;
            dirty.add(set);
        }
        return true;
    }

    /** Whether an id was seen at any hour of [from, to]. */
    boolean containsAny(long id, long from, long to) {
        for (long hour = from; hour <= to; hour++) {
            if ((hours.containsKey(hour) || mayBeStored(hour)) && of(hour).contains(id)) {
                return true;
            }
        }
        return false;
    }

    private IdSet of(long hour) {
        IdSet set = last;
        if (set != null && set.hour == hour) {
            return set;
        }
        set = hours.get(hour);
        if (set == null) {
            set = load(hour);
            hours.put(hour, set);
        }
        last = set;
        return set;
    }

    private IdSet load(long hour) {
        IdSet set = new IdSet(hour);
        if (mayBeStored(hour)) {
            pages.read(app, hour, set::load);
            if (set.size() == 0) {
                stored[word(hour)] &= ~bit(hour);
            }
        }
        return set;
    }

    private boolean mayBeStored(long hour) {
        return (stored[word(hour)] & bit(hour)) != 0;
    }

    private static int word(long hour) {
        return (int) Math.floorMod(hour, (long) RING) / Long.SIZE;
    }

    private static long bit(long hour) {
        return 1L << Math.floorMod(hour, (long) RING) % Long.SIZE;
    }

    boolean isDirty() {
        return !dirty.isEmpty();
    }

    /** Writes what is new. */
    void write(ByteWriter out) {
        for (IdSet set : dirty) {
            set.write(out, (page, ids) -> pages.write(app, set.hour, page, ids));
            stored[word(set.hour)] |= bit(set.hour);
        }
        dirty.clear();
    }

    /** Lets go of written hours before {@code hour}; they are read again when somebody asks. Answers how many ids are left. */
    int forgetBefore(long hour) {
        hours.values().removeIf(set -> set.hour < hour && !set.dirty);
        last = null;
        int held = 0;
        for (IdSet set : hours.values()) {
            held += set.size();
        }
        return held;
    }
}
