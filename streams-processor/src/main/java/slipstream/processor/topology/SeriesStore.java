package slipstream.processor.topology;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Partition;

/**
 * The open partition of a task, where readers find it. Keeps nothing by itself: what the partition knows is written to the
 * stores beside it, here after every event, through public API alone. {@link CommitHook} writes at commits instead.
 */
class SeriesStore implements StateStore, Partitions {
    static final String NAME = "series";

    private volatile @Nullable Partition partition;
    private volatile boolean open;
    private int number;

    /** Takes the partition over once its state has been read. */
    void hold(Partition opened) {
        partition = opened;
    }

    /** An event was processed: makes it durable, now or at the commit. */
    void processed() {
        write();
    }

    final void write() {
        Partition held = partition;
        if (held != null) {
            held.write();
        }
    }

    @Override
    public Map<Integer, Partition> held() {
        Partition held = partition;
        return held == null || !open ? Map.of() : Map.of(number, held);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        number = context.taskId().partition();
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

    /** Finds the open partitions of all tasks of an instance. */
    static QueryableStoreType<Partitions> type() {
        return new QueryableStoreType<>() {
            @Override
            public boolean accepts(StateStore store) {
                return store instanceof Partitions;
            }

            @Override
            public Partitions create(StateStoreProvider provider, String name) {
                Map<Integer, Partition> held = new HashMap<>();
                provider.stores(name, this).forEach(store -> held.putAll(store.held()));
                return () -> held;
            }
        };
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
