package slipstream.benchmarks.flink;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that reads a topic from its start, until it has counted enough. */
final class Run {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final long POLL_NANOS = 500_000;

    private final Job kind;
    private final JobClient job;

    /** Asked for once: after a job its cluster is gone, and whoever asks then hears of that alone. */
    private final CompletableFuture<JobExecutionResult> end;

    Run(Job kind, String bootstrapServers, String topic, Path checkpoints) throws Exception {
        this.kind = kind;
        ByHand.COUNTED.reset();
        SqlProgress.OF_JOB.reset();
        StreamExecutionEnvironment environment = kind.environment(checkpoints);
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new EventsAlone())
                .build();
        DataStream<byte[]> events = environment.fromSource(source, kind.eventTime(), "events");
        kind.of(environment, events);
        job = environment.executeAsync(kind.name());
        end = job.getJobExecutionResult();
    }

    /**
     * Events a second between two numbers of counted events, and CPU nanoseconds of the counting threads for each. From 1 is from the
     * moment when the first one is read.
     */
    double[] speed(long from, long to) throws Exception {
        long first = from > 1 ? await(from, kind::counted) : await(from, kind::read);
        long begin = System.nanoTime();
        long cpu = countingThreads();
        long last = await(to, kind::counted);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new double[] {(last - first) / seconds, (double) (countingThreads() - cpu) / (last - first)};
    }

    private long await(long events, LongSupplier counter) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        for (long now = counter.getAsLong(); ; now = counter.getAsLong()) {
            if (now >= events) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(now + " of " + events + " events after " + DEADLINE);
            }
            if (end.isDone()) {
                throw new IllegalStateException(
                        "the job ended after " + now + " of " + events + " events: " + end.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** CPU time of the tasks, of the reader of the topic, and of what writes checkpoints. */
    private static long countingThreads() {
        long sum = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && isCounting(thread.getThreadName())) {
                sum += THREADS.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }

    private static boolean isCounting(String thread) {
        return thread.contains("(1/1)")
                || thread.startsWith("Source Data Fetcher")
                || thread.startsWith("AsyncOperations");
    }

    void cancel() throws Exception {
        if (!end.isDone()) {
            job.cancel().get();
        }
        end.handle((result, cancelled) -> cancelled).get();
    }
}
