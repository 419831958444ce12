package slipstream.kit.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Everything a process has opened, closed in reverse order; a fault of one does not keep the others open. */
public final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /** Remembers what must be closed, and hands it back. */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        if (closed) {
            throw new IllegalStateException("already closed");
        }
        opened.push(resource);
        return resource;
    }

    /** Closes everything; the first fault is thrown at the end and carries the others as suppressed. */
    @Override
    public synchronized void close() {
        closed = true;
        RuntimeException fault = null;
        while (!opened.isEmpty()) {
            fault = join(fault, faultOf(opened.pop()));
        }
        if (fault != null) {
            throw fault;
        }
    }

    @SuppressWarnings("Interruption") // gives back the interruption that the catch took away
    private static @Nullable RuntimeException faultOf(AutoCloseable resource) {
        try {
            resource.close();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IllegalStateException("interrupted while closing " + resource, e);
        } catch (RuntimeException e) {
            return e;
        } catch (Exception e) {
            return new IllegalStateException("could not close " + resource, e);
        }
    }

    private static @Nullable RuntimeException join(@Nullable RuntimeException first, @Nullable RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (next != null) {
            first.addSuppressed(next);
        }
        return first;
    }
}
