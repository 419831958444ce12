package slipstream.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How fast events went through one thread.
 *
 * @param perSecond events a second of wall time
 * @param cpuNanos CPU time of the thread per event
 */
record Speed(double perSecond, double cpuNanos) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Begins to measure a thread. */
    static Watch watch(long threadId) {
        return new Watch(threadId, System.nanoTime(), THREADS.getThreadCpuTime(threadId));
    }

    /** A running measurement. */
    record Watch(long threadId, long wall, long cpu) {
        Speed after(long events) {
            double seconds = (System.nanoTime() - wall) / 1e9;
            return new Speed(events / seconds, (double) (THREADS.getThreadCpuTime(threadId) - cpu) / events);
        }
    }
}
