package slipstream.kit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How far a topic has been read, for those who wait for it. */
final class ReadProgress {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, Long> nextOffsets = new HashMap<>();
    private boolean loaded;
    private @Nullable String stopped;

    /** Everything up to the position has been read. */
    void reached(int partition, long nextOffset) {
        signal(() -> nextOffsets.merge(partition, nextOffset, Math::max));
    }

    /** Everything that was there at the start has been read. */
    void loaded() {
        signal(() -> loaded = true);
    }

    /** Nothing more will be read. */
    void stopped(String why) {
        signal(() -> stopped = why);
    }

    boolean awaitLoaded(Duration deadline) {
        return await(() -> loaded, deadline);
    }

    boolean awaitRead(int partition, long offset, Duration deadline) {
        return await(() -> nextOffsets.getOrDefault(partition, 0L) > offset, deadline);
    }

    Optional<String> problem() {
        lock.lock();
        try {
            return stopped != null ? Optional.of(stopped) : loaded ? Optional.empty() : Optional.of("still loading");
        } finally {
            lock.unlock();
        }
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier reached, Duration deadline) {
        long deadlineNanos = System.nanoTime() + deadline.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean()) {
                long remaining = deadlineNanos - System.nanoTime();
                if (remaining <= 0 || stopped != null || !changed.await(remaining, TimeUnit.NANOSECONDS)) {
                    return reached.getAsBoolean();
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
