package slipstream.processor.topology;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Head records on the heap. Only ever put, and read as a whole when a partition is opened: a hash table, because the search tree
 * of Kafka Streams' own store is a tenth of the cost of counting when there are many series.
 */
final class HeadStore implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final Map<Bytes, byte[]> heads = new HashMap<>();
    /** Nobody asks this store directly how far it is. */
    private final Position position = Position.emptyPosition();

    private volatile boolean open;

    private HeadStore(String name) {
        this.name = name;
    }

    static KeyValueBytesStoreSupplier supplier(String name) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new HeadStore(name);
            }

            @Override
            public String metricsScope() {
                return "heads";
            }
        };
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> put(Bytes.wrap(key), value));
        open = true;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] head) {
        if (head == null) {
            heads.remove(key);
        } else {
            heads.put(key, head);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] head) {
        return heads.putIfAbsent(key, head);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return heads.remove(key);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return heads.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        TreeMap<Bytes, byte[]> sorted = new TreeMap<>(heads);
        if (from != null) {
            sorted.headMap(from, false).clear();
        }
        if (to != null) {
            sorted.tailMap(to, false).clear();
        }
        return new Entries(sorted.entrySet().iterator());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Entries(heads.entrySet().iterator());
    }

    @Override
    public long approximateNumEntries() {
        return heads.size();
    }

    @Override
    public Position getPosition() {
        return position;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        heads.clear();
        open = false;
    }

    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {
        private final Iterator<Map.Entry<Bytes, byte[]>> entries;

        private Entries(Iterator<Map.Entry<Bytes, byte[]>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            Map.Entry<Bytes, byte[]> next = entries.next();
            return KeyValue.pair(next.getKey(), next.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException("nobody looks ahead");
        }

        @Override
        public void close() {}
    }
}
