package slipstream.benchmarks.flink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.api.common.state.MapState;
import slipstream.benchmarks.EventFields;

/**
 * The ids of a series' events of the last day, by hour of event time, as 64-bit hashes. An hour is a few short lists, so that a
 * store on disk reads and writes little for each event.
 */
final class SeenIds {
    private static final int LISTS = 16;
    private static final int KEPT_HOURS = 24;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0xff51afd7ed558ccdL;

    private final MapState<Long, long[]> lists;

    SeenIds(MapState<Long, long[]> lists) {
        this.lists = lists;
    }

    /** Remembers the id of an event; false when it was there. */
    boolean add(byte[] value, EventFields event, long hour) throws Exception {
        long id = hash(value, event.idFrom, event.idTo);
        long list = hour * LISTS + (id >>> 60);
        long[] ids = lists.get(list);
        int count = ids == null ? 0 : ids.length;
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return false;
            }
        }
        long[] more = ids == null ? new long[1] : Arrays.copyOf(ids, count + 1);
        more[count] = id;
        lists.put(list, more);
        return true;
    }

    /** Lets go of what is a day older than an hour. */
    void forget(long hour) throws Exception {
        for (int i = 0; i < LISTS; i++) {
            lists.remove((hour - KEPT_HOURS - 1) * LISTS + i);
        }
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        for (; at < to; at++) {
            hash = mix(hash ^ bytes[at]);
        }
        return hash;
    }

    private static long mix(long value) {
        long product = (value ^ (value >>> 33)) * ODD;
        return product ^ (product >>> 29);
    }
}
