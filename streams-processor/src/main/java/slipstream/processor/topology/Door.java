package slipstream.processor.topology;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Stands before a partition for those who must not wait. It is shut while the partition's thread does what may have to wait for the
 * broker; who is inside then is let finish, and nobody else comes in.
 */
final class Door {
    /** Fair, so that whoever shuts it is not kept waiting by ever more who look. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    void shutWhile(Runnable work) {
        lock.writeLock().lock();
        try {
            work.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What is seen inside; empty when the door is shut. */
    <T> Optional<T> look(Supplier<Optional<T>> inside) {
        if (!isOpened()) {
            return Optional.empty();
        }
        try {
            return inside.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean isOpened() {
        try {
            // Without a time it would pass by those who wait.
            return lock.readLock().tryLock(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
