package slipstream.processor.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/** Where the records of the counting step's stores live. Heads are on the heap in any case: every one is needed every minute. */
public enum Storage {
    /** Sealed pages and seen ids in RocksDB. */
    ON_DISK,
    /** Everything on the heap: for tests. */
    IN_MEMORY;

    static final String HEADS = "heads";
    static final String PAGES = "pages";
    static final String SEEN_IDS = "seen-ids";
    static final String OPEN_LOADS = "open-loads";

    private static final Duration HOUR = Duration.ofHours(1);

    /** A changelog is mostly rewritten records: small segments and eager compaction keep it near its live size. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "33554432", "min.cleanable.dirty.ratio", "0.2");

    /** The changelogs of an application by name, with the settings they are made with. */
    public static Map<String, Map<String, String>> changelogs(String applicationId, Duration horizon) {
        Map<String, Map<String, String>> changelogs = new HashMap<>();
        for (String store : List.of(HEADS, PAGES, OPEN_LOADS)) {
            changelogs.put(applicationId + "-" + store + "-changelog", with(CHANGELOG, "cleanup.policy", "compact"));
        }
        Map<String, String> expiring = with(CHANGELOG, "cleanup.policy", "compact,delete");
        Duration kept = retention(horizon).plus(Duration.ofDays(1));
        changelogs.put(
                applicationId + "-" + SEEN_IDS + "-changelog",
                with(expiring, "retention.ms", Long.toString(kept.toMillis())));
        return changelogs;
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    /** The store forgets by whole hours of arrival, and some more. */
    private static Duration retention(Duration horizon) {
        return horizon.plus(HOUR).plus(HOUR);
    }

    /** Builders for one topology; ids are kept for the horizon. */
    Set<StoreBuilder<?>> builders(Durability durability, Duration horizon) {
        return Set.of(
                SeriesStore.builder(durability),
                keyValue(HeadStore.supplier(HEADS)),
                keyValue(this == ON_DISK ? Stores.persistentKeyValueStore(PAGES) : Stores.inMemoryKeyValueStore(PAGES)),
                keyValue(Stores.inMemoryKeyValueStore(OPEN_LOADS)),
                Stores.windowStoreBuilder(ids(retention(horizon)), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(CHANGELOG));
    }

    private WindowBytesStoreSupplier ids(Duration retention) {
        return this == ON_DISK
                ? Stores.persistentWindowStore(SEEN_IDS, retention, HOUR, false)
                : Stores.inMemoryWindowStore(SEEN_IDS, retention, HOUR, false);
    }

    private static StoreBuilder<?> keyValue(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
