package slipstream.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** What an application reads back from its changelogs, and how long that takes. */
final class Restored implements StateRestoreListener {
    private final LongAdder records = new LongAdder();
    private final AtomicLong begin = new AtomicLong();
    private final AtomicLong end = new AtomicLong();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        begin.compareAndSet(0, System.nanoTime());
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long to, long restored) {
        records.add(restored);
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        end.set(System.nanoTime());
    }

    long records() {
        return records.sum();
    }

    /** Between the first record and the last, over all stores. */
    double perSecond() {
        return records.sum() / ((end.get() - begin.get()) / 1e9);
    }
}
