package slipstream.processor.slo;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Iframe loads that have begun and not ended. A load without a second signal becomes a bad event twelve seconds after it began,
 * in event time, as soon as the clock is past that and the grace.
 */
final class OpenLoads {
    /** Most loads that may be open in one partition at a time. */
    static final int MAX_OPEN = 200_000;

    /** How long a load may take, in milliseconds. */
    static final long LIMIT_MILLIS = 12_000;

    /** One load: app and id name it, the rest says what becomes of it. */
    @SuppressWarnings("ArrayRecordComponent") // identity is what is wanted: one load is one object
    record Load(String name, byte[] appKey, byte[] scope, long id, long occurredAt, long dueAt) {
        /** Event time at which it turns bad. */
        long badAt() {
            return occurredAt + LIMIT_MILLIS;
        }

        /** What it is then. */
        Failure failure() {
            return Failure.of(badAt(), name.substring(name.indexOf(' ') + 1), Failure.BRIDGE_TIMEOUT);
        }
    }

    private final Map<String, Load> open = new HashMap<>();
    private final PriorityQueue<Load> byDeadline =
            new PriorityQueue<>(Comparator.comparingLong(Load::dueAt).thenComparing(Load::name));
    private final Map<String, @Nullable Load> changes = new LinkedHashMap<>();

    /** What an app's load is called: its event id is unique within the app. */
    static String name(String appKey, String id) {
        return appKey + ' ' + id;
    }

    boolean isFull() {
        return open.size() >= MAX_OPEN;
    }

    /** Opens a load unless it is open already. */
    boolean begin(Load load) {
        if (open.putIfAbsent(load.name(), load) != null) {
            return false;
        }
        byDeadline.add(load);
        changes.put(load.name(), load);
        return true;
    }

    void end(String name) {
        // Its place in the queue is left until its deadline: taking it out now would cost a walk through the queue.
        if (open.remove(name) != null) {
            changes.put(name, null);
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Takes out the next load whose time is over at {@code clock}; null when there is none. */
    @Nullable
    Load nextOverdue(long clock) {
        for (Load first = byDeadline.peek(); first != null && first.dueAt() <= clock; first = byDeadline.peek()) {
            byDeadline.remove();
            if (open.containsKey(first.name())) {
                end(first.name());
                return first;
            }
        }
        return null;
    }

    /** Writes what was opened and ended since the last time. */
    void write(State state, ByteWriter out) {
        changes.forEach((name, load) -> state.writeLoad(name, load == null ? null : bytes(load, out)));
        changes.clear();
    }

    void restore(Load load) {
        open.put(load.name(), load);
        byDeadline.add(load);
    }

    private static byte[] bytes(Load load, ByteWriter out) {
        return out.reset()
                .bytes(load.appKey())
                .bytes(load.scope())
                .fixedLong(load.id())
                .varLong(load.occurredAt())
                .varLong(load.dueAt())
                .toBytes();
    }

    static Load read(String name, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        return new Load(name, in.bytes(), in.bytes(), in.fixedLong(), in.varLong(), in.varLong());
    }
}
