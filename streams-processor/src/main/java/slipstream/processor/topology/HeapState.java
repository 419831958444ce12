package slipstream.processor.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Pages;
import slipstream.processor.slo.SeenPages;
import slipstream.processor.slo.State;

/** A partition's state on the heap, for as long as the process lives. */
final class HeapState implements State {
    private final Map<ByteBuffer, byte[]> heads = new HashMap<>();
    private final NavigableMap<byte[], byte[]> sealed = new TreeMap<>(Arrays::compareUnsigned);
    private final Map<String, byte[]> loads = new HashMap<>();
    private final Map<SeenHour, TreeMap<Integer, byte[]>> ids = new HashMap<>();

    private record SeenHour(long app, long hour) {}

    @Override
    public Pages pages() {
        return new Pages() {
            @Override
            public byte @Nullable [] read(byte[] key) {
                return sealed.get(key);
            }

            @Override
            public void scan(byte[] from, byte[] to, Consumer<byte[]> each) {
                sealed.subMap(from, true, to, true).values().forEach(each);
            }

            @Override
            public void write(byte[] key, byte[] page) {
                sealed.put(key, page);
            }
        };
    }

    @Override
    public SeenPages seen() {
        return new SeenPages() {
            @Override
            public void read(long app, long hour, Sink sink) {
                ids.getOrDefault(new SeenHour(app, hour), new TreeMap<>()).forEach(sink::page);
            }

            @Override
            public void write(long app, long hour, int page, byte[] written, long arrivedAt) {
                ids.computeIfAbsent(new SeenHour(app, hour), any -> new TreeMap<>())
                        .put(page, written);
            }
        };
    }

    @Override
    public void writeHead(byte[] key, byte @Nullable [] head) {
        if (head == null) {
            heads.remove(ByteBuffer.wrap(key));
        } else {
            heads.put(ByteBuffer.wrap(key), head);
        }
    }

    @Override
    public void readHeads(BiConsumer<byte[], byte[]> each) {
        List<Map.Entry<ByteBuffer, byte[]>> all = new ArrayList<>(heads.entrySet());
        all.forEach(head -> each.accept(head.getKey().array(), head.getValue()));
    }

    @Override
    public void writeLoad(String name, byte @Nullable [] load) {
        if (load == null) {
            loads.remove(name);
        } else {
            loads.put(name, load);
        }
    }

    @Override
    public void readLoads(BiConsumer<String, byte[]> each) {
        new HashMap<>(loads).forEach(each);
    }
}
