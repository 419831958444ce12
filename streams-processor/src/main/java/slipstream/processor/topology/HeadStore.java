package slipstream.processor.topology;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Partition;

/**
 * Head records on the heap. Only ever put, and read as a whole when a partition is opened: a hash table, because the search tree
 * of Kafka Streams' own store is a tenth of the cost of counting when there are many series.
 *
 * <p>What a standby task reads from the changelog is seen commit by commit: the partition's own record ends each of them, and
 * what came before it waits until it is there. So whoever opens a copy sees the heads of one moment.
 */
final class HeadStore implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final Heads heads = new Heads();
    /**
     * Restored records whose commit has not been read to its end, in their order: where compaction took out the end of a commit, two of
     * them may speak of one series, alone and in its group.
     */
    private final Map<Bytes, byte @Nullable []> unended = new LinkedHashMap<>();
    /** Nobody asks this store directly how far it is. */
    private final Position position = Position.emptyPosition();

    /** Whether there is an own record. */
    private boolean ended;

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
        context.register(root, this::restore);
        open = true;
    }

    /** Nobody can have opened what has no own record yet: until then nothing has to wait. */
    synchronized void restore(byte[] key, byte @Nullable [] head) {
        boolean ends = Partition.isOwn(key);
        if (ended && !ends) {
            unended.remove(Bytes.wrap(key));
            unended.put(Bytes.wrap(key), head);
            return;
        }
        unended.forEach(this::set);
        unended.clear();
        set(Bytes.wrap(key), head);
    }

    private void set(Bytes key, byte @Nullable [] head) {
        ended |= Partition.isOwn(key.get());
        heads.put(key, head);
    }

    @Override
    public synchronized void put(Bytes key, byte @Nullable [] head) {
        set(key, head);
    }

    @Override
    public synchronized byte @Nullable [] putIfAbsent(Bytes key, byte[] head) {
        byte[] before = heads.get(key);
        if (before == null) {
            set(key, head);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public synchronized byte @Nullable [] delete(Bytes key) {
        byte[] before = heads.get(key);
        set(key, null);
        return before;
    }

    @Override
    public synchronized byte @Nullable [] get(Bytes key) {
        return heads.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        throw new UnsupportedOperationException("heads are read by their key, or all of them");
    }

    /** The heads of this moment. */
    @Override
    public synchronized KeyValueIterator<Bytes, byte[]> all() {
        List<KeyValue<Bytes, byte[]>> all = new ArrayList<>(heads.size());
        heads.forEach((key, head) -> all.add(KeyValue.pair(key, head)));
        return new Entries(all.iterator());
    }

    @Override
    public synchronized long approximateNumEntries() {
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
    public synchronized void close() {
        heads.clear();
        unended.clear();
        ended = false;
        open = false;
    }

    private record Entries(Iterator<KeyValue<Bytes, byte[]>> entries) implements KeyValueIterator<Bytes, byte[]> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            return entries.next();
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException("nobody looks ahead");
        }

        @Override
        public void close() {}
    }
}
