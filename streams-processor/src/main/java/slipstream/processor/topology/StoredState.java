package slipstream.processor.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Pages;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.SeenPages;
import slipstream.processor.slo.State;

/** A partition's state in the stores of its task, each with its changelog. */
final class StoredState implements State {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    /** Shorter than every other key, so that no range of theirs holds it. */
    private static final Bytes MARK = Bytes.wrap(new byte[1]);

    /** Among the heads, the mark of the pages that they belong to. */
    private static final Bytes MARK_OF_PAGES = Bytes.wrap(new byte[2]);

    private static final byte[] NOTHING = {0};

    private final KeyValueStore<Bytes, byte[]> heads;
    private final KeyValueStore<Bytes, byte[]> sealed;
    private final KeyValueStore<Bytes, byte[]> loads;
    private final WindowStore<Bytes, byte[]> ids;
    private final Duration horizon;

    private long clock;
    private long writesOfPages;
    private boolean pagesWritten;
    private long markedUntil = Long.MIN_VALUE;

    StoredState(ProcessorContext<?, ?> context, Duration horizon) {
        this.heads = context.getStateStore(Storage.HEADS);
        this.sealed = context.getStateStore(Storage.PAGES);
        this.loads = context.getStateStore(Storage.OPEN_LOADS);
        this.ids = context.getStateStore(Storage.SEEN_IDS);
        this.horizon = horizon;
        this.writesOfPages = writesOfPages(heads.get(MARK_OF_PAGES));
    }

    private static long writesOfPages(byte @Nullable [] mark) {
        return mark == null || mark.length < Long.BYTES
                ? 0
                : ByteBuffer.wrap(mark).getLong();
    }

    private byte[] markOfPages() {
        return ByteBuffer.allocate(Long.BYTES).putLong(writesOfPages).array();
    }

    /** Whether a head record is none of the partition's. */
    static boolean isMark(Bytes key) {
        return key.equals(MARK_OF_PAGES);
    }

    /**
     * Whether pages are those that heads belong to. In a copy they may not be: heads and pages have changelogs of their own,
     * which are read one after the other.
     */
    static boolean belongTogether(ReadOnlyKeyValueStore<Bytes, byte[]> pages, byte @Nullable [] markAmongHeads) {
        return writesOfPages(pages.get(MARK)) == writesOfPages(markAmongHeads);
    }

    /** Whether what is said of the partition is told. */
    Telling telling(Voice voice) {
        return new Telling(heads, voice);
    }

    /** The arrival time by which seen ids are kept and forgotten. */
    void clockAt(long arrivedAt) {
        clock = Math.max(clock, arrivedAt);
        if (clock >= markedUntil) {
            long hour = Math.floorDiv(clock, HOUR_MILLIS) * HOUR_MILLIS;
            markedUntil = hour + HOUR_MILLIS;
            mark(hour);
        }
    }

    /**
     * Leaves a record in every store on disk. Kafka Streams takes the state of a task for corrupted, and wipes it at the next
     * start, when a store on disk has nothing of its changelog; that of a partition without events would have nothing.
     */
    private void mark(long hour) {
        sealed.put(MARK, markOfPages());
        ids.put(MARK, NOTHING, hour);
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
                sealed.put(Bytes.wrap(key), page);
                pagesWritten = true;
            }
        };
    }

    @Override
    public SeenPages seen() {
        return new SeenPages() {
            @Override
            public void read(long app, long hour, Sink sink) {
                Bytes from = idsKey(app, hour, 0);
                Bytes to = idsKey(app, hour, Integer.MAX_VALUE);
                Instant now = Instant.ofEpochMilli(clock);
                // Pages lie at the start of the hour in which the newest of their ids arrived.
                Instant oldest = now.minus(horizon).truncatedTo(ChronoUnit.HOURS);
                try (KeyValueIterator<Windowed<Bytes>, byte[]> pages = ids.fetch(from, to, oldest, now)) {
                    while (pages.hasNext()) {
                        KeyValue<Windowed<Bytes>, byte[]> page = pages.next();
                        byte[] key = page.key.key().get();
                        sink.page(ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES), page.value);
                    }
                }
            }

            @Override
            public void write(long app, long hour, int page, byte[] written, long arrivedAt) {
                long arrivedHour = Math.floorDiv(arrivedAt, HOUR_MILLIS) * HOUR_MILLIS;
                // A replay passes over days between two commits: what would be forgotten by now is not written at all.
                if (arrivedHour >= clock - horizon.toMillis() - HOUR_MILLIS) {
                    ids.put(idsKey(app, hour, page), written, arrivedHour);
                }
            }
        };
    }

    private static Bytes idsKey(long app, long hour, int page) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                .putLong(app)
                .putInt((int) hour)
                .putInt(page)
                .array());
    }

    @Override
    public void writeHead(byte[] key, byte @Nullable [] head) {
        if (pagesWritten && Partition.isOwn(key)) {
            pagesWritten = false;
            writesOfPages++;
            sealed.put(MARK, markOfPages());
            heads.put(MARK_OF_PAGES, markOfPages());
        }
        heads.put(Bytes.wrap(key), head);
    }

    @Override
    public void writeHeads(int first, List<byte[]> group) {
        heads.put(HeadGroup.key(first), HeadGroup.value(group));
    }

    @Override
    public void readHeads(BiConsumer<byte[], byte[]> each) {
        try (KeyValueIterator<Bytes, byte[]> all = heads.all()) {
            all.forEachRemaining(head -> {
                if (!isMark(head.key) && !Telling.isKey(head.key)) {
                    each.accept(head.key.get(), head.value);
                }
            });
        }
    }

    @Override
    public void writeLoad(String name, byte @Nullable [] load) {
        loads.put(Bytes.wrap(name.getBytes(StandardCharsets.UTF_8)), load);
    }

    @Override
    public void readLoads(BiConsumer<String, byte[]> each) {
        try (KeyValueIterator<Bytes, byte[]> all = loads.all()) {
            all.forEachRemaining(load -> each.accept(new String(load.key.get(), StandardCharsets.UTF_8), load.value));
        }
    }
}
