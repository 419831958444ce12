package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Pages;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.SeenPages;
import slipstream.processor.slo.State;

/** The state of some apps of a partition, read from stores that somebody else writes: heads of one moment, and their pages. */
final class CopiedState implements State {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> sealed;
    private final List<KeyValue<Bytes, byte[]>> heads = new ArrayList<>();
    private byte @Nullable [] mark;
    private boolean opened;

    CopiedState(
            ReadOnlyKeyValueStore<Bytes, byte[]> heads, ReadOnlyKeyValueStore<Bytes, byte[]> sealed, Set<String> apps) {
        this.sealed = sealed;
        try (KeyValueIterator<Bytes, byte[]> all = heads.all()) {
            all.forEachRemaining(head -> take(head, apps));
        }
    }

    private void take(KeyValue<Bytes, byte[]> head, Set<String> apps) {
        if (StoredState.isMark(head.key)) {
            mark = head.value;
        } else if (isOfPartition(head.key.get()) || apps.contains(appKey(head.key.get()))) {
            opened |= Partition.isOwn(head.key.get());
            heads.add(head);
        }
    }

    /** Records that begin with a zero belong to all apps of the partition. */
    private static boolean isOfPartition(byte[] key) {
        return key[0] == 0;
    }

    private static String appKey(byte[] key) {
        int end = 0;
        while (key[end] != 0) {
            end++;
        }
        return new String(key, 0, end, StandardCharsets.UTF_8);
    }

    /** Whether the pages are still those of the heads, and there is a partition at all. */
    boolean isOfOneMoment() {
        return opened && StoredState.belongTogether(sealed, mark);
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public Pages pages() {
        return new Pages() {
            @Override
            public byte @Nullable [] read(byte[] key) {
                return sealed.get(Bytes.wrap(key));
            }

            @Override
            public void scan(byte[] from, byte[] to, Consumer<byte[]> each) {
                try (KeyValueIterator<Bytes, byte[]> found = sealed.range(Bytes.wrap(from), Bytes.wrap(to))) {
                    found.forEachRemaining(page -> each.accept(page.value));
                }
            }

            @Override
            public void write(byte[] key, byte[] page) {
                throw readOnly();
            }
        };
    }

    @Override
    public SeenPages seen() {
        return new SeenPages() {
            @Override
            public void read(long app, long hour, Sink sink) {
                throw readOnly();
            }

            @Override
            public void write(long app, long hour, int page, byte[] ids, long arrivedAt) {
                throw readOnly();
            }
        };
    }

    @Override
    public void writeHead(byte[] key, byte @Nullable [] head) {
        throw readOnly();
    }

    @Override
    public void readHeads(BiConsumer<byte[], byte[]> each) {
        heads.stream()
                .filter(head -> !Telling.isKey(head.key))
                .forEach(head -> each.accept(head.key.get(), head.value));
    }

    @Override
    public void writeLoad(String name, byte @Nullable [] load) {
        throw readOnly();
    }

    @Override
    public void readLoads(BiConsumer<String, byte[]> each) {
        // What waits for its outcome is in no answer.
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("a copy is read and not counted into");
    }
}
