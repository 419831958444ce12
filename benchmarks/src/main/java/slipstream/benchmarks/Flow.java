package slipstream.benchmarks;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Good events of many series that are reported at an even rate, whatever the answers take, until it is closed. */
final class Flow implements AutoCloseable {
    /** Events a second. */
    static final int RATE = 10_000;

    private static final int BATCH = 100;
    private static final long NANOS_BETWEEN = 1_000_000_000L * BATCH / RATE;
    private static final int CONNECTIONS = 4;

    private final Live live;
    private final int apps;
    private final ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final long begin = System.nanoTime();
    private final Future<?>[] sending = new Future<?>[CONNECTIONS];
    private volatile boolean over;

    /** Begins to report events of the first apps. */
    Flow(Live live, int apps) {
        this.live = live;
        this.apps = apps;
        for (int i = 0; i < CONNECTIONS; i++) {
            sending[i] = senders.submit((Callable<Void>) this::send);
        }
    }

    private Void send() throws IOException {
        try (Connection gateway = live.gateway()) {
            while (!over) {
                long batch = batches.getAndIncrement();
                for (long early = until(batch); early > 0 && !over; early = until(batch)) {
                    LockSupport.parkNanos(early);
                }
                gateway.ask(batch(batch), 202);
                accepted.addAndGet(BATCH);
            }
            return null;
        }
    }

    private long until(long batch) {
        return begin + batch * NANOS_BETWEEN - System.nanoTime();
    }

    private byte[] batch(long batch) {
        return live.events(IntStream.range(0, BATCH).mapToObj(i -> {
            long number = batch * BATCH + i;
            return new Observed(
                    (int) (number / EventStream.SLIS.size() % apps),
                    EventStream.SLIS.get((int) (number % EventStream.SLIS.size())),
                    "flow-" + number,
                    true);
        }));
    }

    /** Events that were accepted until now. */
    long accepted() {
        return accepted.get();
    }

    /** Throws what kept it from flowing, if anything did. */
    void check() throws ExecutionException, InterruptedException {
        for (Future<?> each : sending) {
            if (each.isDone()) {
                each.get();
            }
        }
    }

    @Override
    public void close() {
        over = true;
        senders.shutdown();
    }
}
