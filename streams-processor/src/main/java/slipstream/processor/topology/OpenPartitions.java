package slipstream.processor.topology;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import slipstream.processor.slo.Partition;

/**
 * The partitions that this instance counts into, to be read by any thread: whatever the rest of the group is doing, and while
 * other tasks of this instance are being restored.
 */
public final class OpenPartitions {
    private final Map<Integer, Open> open = new ConcurrentHashMap<>();

    private record Open(Partition partition, Door door) {}

    void opened(int number, Partition partition, Door door) {
        open.put(number, new Open(partition, door));
    }

    void closed(int number, Partition partition) {
        open.computeIfPresent(number, (same, held) -> held.partition == partition ? null : held);
    }

    /** A partition by its number; empty when this instance does not count into it now. */
    public Optional<Partition> find(int number) {
        return Optional.ofNullable(open.get(number)).map(Open::partition);
    }

    /** What a question makes of a partition; empty when it is not open, or when that would have to wait for its thread. */
    public <T> Optional<T> atOnce(int number, Function<Partition, Optional<T>> question) {
        Open found = open.get(number);
        return found == null ? Optional.empty() : found.door.look(() -> question.apply(found.partition));
    }
}
