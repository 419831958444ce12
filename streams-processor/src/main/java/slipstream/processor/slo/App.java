package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One app of the partition: its series. */
final class App {
    /** Most series that one app may have. */
    static final int MAX_SERIES = 1_000;

    final byte[] key;
    final String keyText;
    final long keyHash;

    /** The ids of events that were timed by their arrival; null before the first one. */
    @Nullable
    SeenIds arrivals;

    private final List<Series> series = new ArrayList<>(4);
    private @Nullable Series[] table = new Series[8];

    App(byte[] key, long keyHash) {
        this.key = key;
        this.keyText = new String(key, StandardCharsets.UTF_8);
        this.keyHash = keyHash;
    }

    List<Series> series() {
        return series;
    }

    /** The series of an event; null when the app has none such yet. */
    @Nullable
    Series find(Observed event) {
        int hash = Series.hash(event.sli, event.bytes, event.scopeFrom, event.scopeTo);
        for (int slot = hash & (table.length - 1); ; slot = (slot + 1) & (table.length - 1)) {
            Series found = table[slot];
            if (found == null || (found.hash == hash && isOf(found, event))) {
                return found;
            }
        }
    }

    private static boolean isOf(Series series, Observed event) {
        return series.sli == event.sli
                && Arrays.equals(series.scope, 0, series.scope.length, event.bytes, event.scopeFrom, event.scopeTo);
    }

    void add(Series added) {
        series.add(added);
        if (series.size() * 2 > table.length) {
            table = new Series[table.length * 2];
            series.forEach(this::insert);
        } else {
            insert(added);
        }
    }

    private void insert(Series added) {
        int slot = added.hash & (table.length - 1);
        while (table[slot] != null) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = added;
    }
}
