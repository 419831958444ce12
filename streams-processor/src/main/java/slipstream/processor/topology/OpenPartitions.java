package slipstream.processor.topology;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import slipstream.processor.slo.Partition;

/**
 * The partitions that this instance counts into, to be read by any thread: whatever the rest of the group is doing, and while
 * other tasks of this instance are being restored.
 */
public final class OpenPartitions {
    private final Map<Integer, Partition> open = new ConcurrentHashMap<>();

    void opened(int number, Partition partition) {
        open.put(number, partition);
    }

    void closed(int number, Partition partition) {
        open.remove(number, partition);
    }

    /** A partition by its number; empty when this instance does not count into it now. */
    public Optional<Partition> find(int number) {
        return Optional.ofNullable(open.get(number));
    }
}
