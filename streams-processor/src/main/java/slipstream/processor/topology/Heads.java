package slipstream.processor.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Partition;

/**
 * Head records by their key. Those of series are found by their number, which costs nothing: a commit writes every one that has
 * changed.
 */
final class Heads {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(Bytes key, byte[] head) {}

    private final List<@Nullable Entry> ofSeries = new ArrayList<>();
    private final Map<Bytes, byte[]> others = new HashMap<>();
    private int held;

    byte @Nullable [] get(Bytes key) {
        int series = Partition.seriesOf(key.get());
        if (series < 0) {
            return others.get(key);
        }
        Entry entry = series < ofSeries.size() ? ofSeries.get(series) : null;
        return entry == null ? null : entry.head();
    }

    /** Replaces a head, or takes it out when it is null; of a group, each of its heads. */
    void put(Bytes key, byte @Nullable [] head) {
        int series = Partition.seriesOf(key.get());
        if (series >= 0) {
            put(series, key, head);
        } else if (head != null && HeadGroup.isKey(key.get())) {
            HeadGroup.forEach(key.get(), head, (each, number) -> put(number, keyOf(number), each));
        } else if (head == null) {
            others.remove(key);
        } else {
            others.put(key, head);
        }
    }

    private Bytes keyOf(int series) {
        Entry entry = series < ofSeries.size() ? ofSeries.get(series) : null;
        return entry == null ? Bytes.wrap(Partition.headOf(series)) : entry.key();
    }

    private void put(int series, Bytes key, byte @Nullable [] head) {
        while (ofSeries.size() <= series) {
            ofSeries.add(null);
        }
        Entry before = ofSeries.set(series, head == null ? null : new Entry(key, head));
        held += (head == null ? 0 : 1) - (before == null ? 0 : 1);
    }

    int size() {
        return others.size() + held;
    }

    void forEach(BiConsumer<Bytes, byte[]> each) {
        others.forEach(each);
        for (Entry entry : ofSeries) {
            if (entry != null) {
                each.accept(entry.key(), entry.head());
            }
        }
    }

    void clear() {
        others.clear();
        ofSeries.clear();
        held = 0;
    }
}
