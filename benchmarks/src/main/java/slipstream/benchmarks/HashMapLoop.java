package slipstream.benchmarks;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** The least that counting can cost: good and bad events of every series in a hash map. No windows, no duplicates, no state. */
final class HashMapLoop {
    private final Map<Bytes, long[]> counts = new HashMap<>();
    private final EventFields event = new EventFields();

    void count(byte[] value) {
        event.read(value);
        counts.computeIfAbsent(event.series(), any -> new long[2])[event.good ? 0 : 1]++;
    }

    Map<Bytes, long[]> counts() {
        return counts;
    }
}
