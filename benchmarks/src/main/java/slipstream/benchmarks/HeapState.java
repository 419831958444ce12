package slipstream.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Pages;
import slipstream.processor.slo.SeenPages;
import slipstream.processor.slo.State;

/** A partition's state in maps, so that the core is measured alone. Seen ids are written nowhere: nothing here restarts. */
final class HeapState implements State, Pages, SeenPages {
    private Map<Bytes, byte[]> written = new HashMap<>();

    /** Lets go of everything, so that what is left on the heap is the core's own. */
    void clear() {
        // A map keeps its table when it is cleared.
        written = new HashMap<>();
    }

    @Override
    public Pages pages() {
        return this;
    }

    @Override
    public SeenPages seen() {
        return this;
    }

    @Override
    public byte @Nullable [] read(byte[] key) {
        return written.get(Bytes.wrap(key));
    }

    @Override
    public void scan(byte[] from, byte[] to, Consumer<byte[]> each) {
        written.forEach((key, page) -> {
            if (key.compareTo(Bytes.wrap(from)) >= 0 && key.compareTo(Bytes.wrap(to)) <= 0) {
                each.accept(page);
            }
        });
    }

    @Override
    public void write(byte[] key, byte[] page) {
        written.put(Bytes.wrap(key), page);
    }

    @Override
    public void read(long app, long hour, Sink sink) {}

    @Override
    public void write(long app, long hour, int page, byte[] ids, long arrivedAt) {}

    @Override
    public void writeHead(byte[] key, byte @Nullable [] head) {
        if (head == null) {
            written.remove(Bytes.wrap(key));
        } else {
            written.put(Bytes.wrap(key), head);
        }
    }

    @Override
    public void readHeads(BiConsumer<byte[], byte[]> each) {}

    @Override
    public void writeLoad(String name, byte @Nullable [] load) {}

    @Override
    public void readLoads(BiConsumer<String, byte[]> each) {}
}
