package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One app of the partition: its series. */
final class App {
    /** Most series that one app may have. */
    static final int MAX_SERIES = 1_000;

    final byte[] key;
    final long keyHash;

    /** The ids of events that were timed by their arrival; null before the first one. */
    @Nullable
    SeenIds arrivals;

    private final List<Series> series = new ArrayList<>(4);

    App(byte[] key, long keyHash) {
        this.key = key;
        this.keyHash = keyHash;
    }

    /** Its key as text. */
    String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }

    /** Whether it has as many series as it may have. */
    boolean isFull() {
        return series.size() >= MAX_SERIES;
    }

    List<Series> series() {
        return series;
    }

    void add(Series added) {
        series.add(added);
    }
}
