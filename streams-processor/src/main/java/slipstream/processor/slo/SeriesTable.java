package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The apps and series of one partition, and which of them have to be written. */
final class SeriesTable {
    /** Ids that may stay on the heap before hours that nothing touches are let go at once. */
    private static final int MAX_HELD_IDS = 4_000_000;

    private final Programme programme;
    private final IntFunction<String> sliIds;
    private final Frame frame;
    private final State state;
    private final Map<Key, App> apps = new HashMap<>();
    private final Key probe = new Key();
    private final List<Series> series = new ArrayList<>();
    private final List<Series> dirtySeries = new ArrayList<>();
    private final List<App> dirtyApps = new ArrayList<>();

    private boolean restored;
    private long tidiedHour = Long.MIN_VALUE;
    private int idsSinceTidy;
    private @Nullable App last;

    SeriesTable(Programme programme, IntFunction<String> sliIds, Frame frame, State state) {
        this.programme = programme;
        this.sliIds = sliIds;
        this.frame = frame;
        this.state = state;
    }

    /** Bytes as a map key; one instance is filled again for every look-up. */
    private static final class Key {
        private byte[] bytes = {};

        Key of(byte[] value) {
            bytes = value;
            return this;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    List<Series> all() {
        return series;
    }

    /** The app of a key, made when it is new. */
    App app(byte[] key) {
        App app = last;
        if (app != null && Arrays.equals(app.key, key)) {
            return app;
        }
        app = apps.get(probe.of(key));
        if (app == null) {
            app = new App(key, new SeenIds(key, state.seen(), restored));
            apps.put(new Key().of(key), app);
        }
        last = app;
        return app;
    }

    /** The series of an app; none when nothing was ever counted for it. */
    List<Series> of(String appKey) {
        App app = apps.get(probe.of(appKey.getBytes(StandardCharsets.UTF_8)));
        return app == null ? List.of() : app.series();
    }

    Series create(App app, int sli, byte[] scope) {
        Series created =
                new Series(series.size(), app.keyText, sli, sliIds.apply(sli), scope, frame, state.pages(), programme);
        app.add(created);
        series.add(created);
        return created;
    }

    /** Remembers an id of an app; false when it was there. */
    boolean remember(App app, long id, long hour) {
        if (!app.seen.add(id, hour)) {
            return false;
        }
        idsSinceTidy++;
        if (!app.dirty) {
            app.dirty = true;
            dirtyApps.add(app);
        }
        return true;
    }

    void touch(Series touched) {
        if (!touched.dirty) {
            touched.dirty = true;
            dirtySeries.add(touched);
        }
    }

    /** Writes what changed: ids, then pages before heads. */
    void write(ByteWriter out) {
        for (App app : dirtyApps) {
            app.seen.write(out);
            app.dirty = false;
        }
        dirtyApps.clear();
        for (Series each : dirtySeries) {
            each.writePages(out);
            state.writeHead(key(each), each.head(out));
            each.dirty = false;
        }
        dirtySeries.clear();
        tidy();
    }

    private void tidy() {
        if (frame.hour() != tidiedHour || idsSinceTidy > MAX_HELD_IDS) {
            tidiedHour = frame.hour();
            idsSinceTidy = 0;
            apps.values().forEach(app -> app.seen.forgetBefore(tidiedHour - 1));
        }
    }

    /** Key of a series' head record: app key, a zero, number of the indicator, scope. */
    private static byte[] key(Series of) {
        byte[] app = of.appKey.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(app, app.length + 2 + of.scope.length);
        key[app.length + 1] = (byte) of.sli;
        System.arraycopy(of.scope, 0, key, app.length + 2, of.scope.length);
        return key;
    }

    /** Takes over the head records of an earlier life, as of the frame's minute. */
    void restore(List<Map.Entry<byte[], byte[]>> heads) {
        restored = true;
        heads.stream()
                .sorted(Comparator.comparingInt(head -> Series.numberIn(head.getValue())))
                .forEach(head -> restore(head.getKey(), head.getValue()));
    }

    private void restore(byte[] key, byte[] head) {
        int end = 0;
        while (key[end] != 0) {
            end++;
        }
        Series kept = create(app(Arrays.copyOf(key, end)), key[end + 1], Arrays.copyOfRange(key, end + 2, key.length));
        if (kept.number() != Series.numberIn(head)) {
            throw new IllegalStateException("series " + kept.number() + " is missing from the state");
        }
        kept.restore(head);
    }
}
