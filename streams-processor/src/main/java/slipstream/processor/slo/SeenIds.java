package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ids of events that were seen within the horizon, by hour of event time: a repetition carries the event time of the original,
 * so one hour has to be looked at, and hours that nothing touches leave the heap.
 */
final class SeenIds {
    private static final int FIRST_HOURS = 8;

    private final long owner;
    private final SeenPages pages;
    private final List<IdSet> dirty = new ArrayList<>(1);
    private final StoredHours stored = new StoredHours();

    /** Open addressing by hour. */
    private @Nullable IdSet[] hours = new IdSet[FIRST_HOURS];

    private int held;
    private @Nullable IdSet last;

    /**
     * @param owner whose ids they are: what their pages are found by
     */
    SeenIds(long owner, SeenPages pages, boolean storeMayHoldIds) {
        this.owner = owner;
        this.pages = pages;
        if (storeMayHoldIds) {
            stored.addAll();
        }
    }

    /** Remembers an id at an hour; false when it was there. */
    boolean add(long id, long hour, long arrivedAt) {
        IdSet set = of(hour);
        if (!set.add(id)) {
            return false;
        }
        set.arrivedAt = Math.max(set.arrivedAt, arrivedAt);
        if (!set.dirty) {
            set.dirty = true;
            dirty.add(set);
        }
        if (set.hasFullPage()) {
            write(set);
        }
        return true;
    }

    /** Whether an id was seen at any hour of [from, to]. */
    boolean containsAny(long id, long from, long to) {
        for (long hour = from; hour <= to; hour++) {
            IdSet set = hours[slotOf(hour)];
            if (set == null && stored.mayHold(hour)) {
                set = of(hour);
            }
            if (set != null && set.contains(id)) {
                return true;
            }
        }
        return false;
    }

    /** Notes where an id would be, if its hour is on the heap. */
    void approach(long id, long hour, Places places) {
        IdSet set = last;
        set = set != null && set.hour == hour ? set : hours[slotOf(hour)];
        if (set != null) {
            set.approach(id, places);
        }
    }

    private IdSet of(long hour) {
        IdSet set = last;
        if (set != null && set.hour == hour) {
            return set;
        }
        set = hours[slotOf(hour)];
        if (set == null) {
            set = load(hour);
            hold(set);
        }
        last = set;
        return set;
    }

    private void hold(IdSet set) {
        if (2 * ++held > hours.length) {
            rebuild(2 * hours.length, any -> true);
        }
        hours[slotOf(set.hour)] = set;
    }

    /** Where an hour is held, or would be. */
    private int slotOf(long hour) {
        int mask = hours.length - 1;
        int slot = (int) hour & mask;
        for (IdSet set = hours[slot]; set != null && set.hour != hour; set = hours[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rebuild(int length, Predicate<IdSet> kept) {
        @Nullable IdSet[] all = hours;
        hours = new IdSet[length];
        for (IdSet set : all) {
            if (set != null && kept.test(set)) {
                hours[slotOf(set.hour)] = set;
            }
        }
    }

    private IdSet load(long hour) {
        IdSet before = hours[slotOf(hour - 1)];
        IdSet set = new IdSet(hour, before == null ? 0 : before.size());
        if (stored.mayHold(hour)) {
            pages.read(owner, hour, set::load);
            if (set.size() == 0) {
                stored.remove(hour);
            }
        }
        return set;
    }

    boolean isDirty() {
        return !dirty.isEmpty();
    }

    /** Writes what is new and was not written because its page is not full. */
    void write() {
        for (IdSet set : dirty) {
            write(set);
            set.settle();
        }
        dirty.clear();
    }

    private void write(IdSet set) {
        set.write((page, ids) -> pages.write(owner, set.hour, page, ids, set.arrivedAt));
        stored.add(set.hour);
    }

    /** Lets go of written hours before {@code hour}; they are read again when somebody asks. */
    void forgetBefore(long hour) {
        held = 0;
        for (IdSet set : hours) {
            held += set != null && isKept(set, hour) ? 1 : 0;
        }
        last = null;
        rebuild(Math.max(FIRST_HOURS, Integer.highestOneBit(held) * 4), set -> isKept(set, hour));
    }

    private static boolean isKept(IdSet set, long hour) {
        return set.hour >= hour || set.dirty;
    }
}
