package slipstream.processor.slo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A partition's state in maps, as its stores would hold it. */
public final class HeapState implements State {
    final Map<ByteBuffer, byte[]> heads = new HashMap<>();
    final Map<ByteBuffer, byte[]> sealed = new HashMap<>();
    final Map<String, byte[]> loads = new HashMap<>();
    final Map<String, TreeMap<Integer, byte[]>> ids = new HashMap<>();
    int reads;

    /** Whether pages cannot be read. */
    boolean broken;

    private boolean whole = true;

    /** The records of some apps, as they are now. */
    HeapState of(Set<String> apps) {
        HeapState some = new HeapState();
        some.whole = false;
        some.sealed.putAll(sealed);
        heads.forEach((key, head) -> {
            String name = StandardCharsets.UTF_8.decode(key.duplicate()).toString();
            if (name.startsWith("\0") || apps.contains(name.substring(0, name.indexOf('\0')))) {
                some.heads.put(key, head);
            }
        });
        return some;
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public Pages pages() {
        return new Pages() {
            @Override
            public byte[] read(byte[] key) {
                reads++;
                if (broken) {
                    throw new IllegalStateException("the store is closed");
                }
                return sealed.get(ByteBuffer.wrap(key));
            }

            @Override
            public void scan(byte[] from, byte[] to, Consumer<byte[]> each) {
                sealed.forEach((key, page) -> {
                    byte[] at = new byte[key.remaining()];
                    key.duplicate().get(at);
                    if (Arrays.compareUnsigned(at, from) >= 0 && Arrays.compareUnsigned(at, to) <= 0) {
                        each.accept(page);
                    }
                });
            }

            @Override
            public void write(byte[] key, byte[] page) {
                sealed.put(ByteBuffer.wrap(key), page);
            }
        };
    }

    @Override
    public SeenPages seen() {
        return new SeenPages() {
            @Override
            public void read(long app, long hour, Sink sink) {
                ids.getOrDefault(app + " " + hour, new TreeMap<>()).forEach(sink::page);
            }

            @Override
            public void write(long app, long hour, int page, byte[] written, long arrivedAt) {
                ids.computeIfAbsent(app + " " + hour, any -> new TreeMap<>()).put(page, written);
            }
        };
    }

    @Override
    public void writeHead(byte[] key, byte[] head) {
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
    public void writeLoad(String name, byte[] load) {
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
