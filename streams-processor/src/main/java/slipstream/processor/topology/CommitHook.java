package slipstream.processor.topology;

import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that Kafka Streams asks to flush inside {@code prepareCommit}, before it flushes the producer and commits offsets:
 * the one moment at which a write belongs to the same transaction as the events it comes from. {@code CachedStateStore} is not
 * public API; this class alone touches it, and {@code CommitHookTest} pins what it relies on.
 */
final class CommitHook extends SeriesStore implements CachedStateStore<Object, Object> {
    @Override
    void processed() {
        // Written when the task commits.
    }

    @Override
    public void flushCache() {
        write();
    }

    @Override
    public boolean setFlushListener(@Nullable CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {}
}
