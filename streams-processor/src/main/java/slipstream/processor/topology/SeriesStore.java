package slipstream.processor.topology;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Partition;

/**
 * The open partition of a task, where commits find it. Keeps nothing by itself: what the partition knows is written to the
 * stores beside it, here after every event, through public API alone. {@link CommitHook} writes at commits instead.
 */
class SeriesStore implements StateStore {
    static final String NAME = "series";

    private final Door door = new Door();
    private volatile @Nullable Partition partition;
    private volatile boolean open;

    /** Takes the partition over once its state has been read. */
    void hold(Partition opened) {
        partition = opened;
    }

    /** Where those stand who must not wait for the partition. */
    final Door door() {
        return door;
    }

    /** Lets go of the partition: the task becomes a standby's, or ends. */
    void release() {
        partition = null;
    }

    /** An event was processed: makes it durable, now or at the commit. */
    void processed() {
        write();
    }

    final void write() {
        Partition held = partition;
        if (held != null) {
            door.shutWhile(held::write);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
        partition = null;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    static StoreBuilder<SeriesStore> builder(Durability durability) {
        return new Builder(durability);
    }

    private record Builder(Durability durability) implements StoreBuilder<SeriesStore> {
        @Override
        public StoreBuilder<SeriesStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<SeriesStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<SeriesStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<SeriesStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public SeriesStore build() {
            return durability == Durability.AT_COMMIT ? new CommitHook() : new SeriesStore();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
