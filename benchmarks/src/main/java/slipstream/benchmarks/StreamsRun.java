package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import slipstream.processor.slo.Partition;

/** A topology that reads its topic from the start, under a new application id. */
final class StreamsRun implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 500_000;

    private final KafkaStreams streams;
    private final Path directory;
    private final LongSupplier processed;
    private final LongSupplier ticks;
    private final Supplier<Optional<Partition>> held;
    private final Restored restored = new Restored();

    StreamsRun(Topology topology, Properties config, LongSupplier processed) {
        this(topology, config, processed, () -> 0, Optional::empty);
    }

    /** Ours: events and ticks that are processed, and the partition, once it is held. */
    StreamsRun(
            Topology topology,
            Properties config,
            LongSupplier processed,
            LongSupplier ticks,
            Supplier<Optional<Partition>> held) {
        this.streams = new KafkaStreams(topology, config);
        this.directory = Path.of(config.getProperty(StreamsConfig.STATE_DIR_CONFIG));
        this.processed = processed;
        this.ticks = ticks;
        this.held = held;
        streams.setGlobalStateRestoreListener(restored);
        streams.start();
    }

    /** Where its local state lies, also after it was closed. */
    Path directory() {
        return directory;
    }

    /** What was read back from changelogs. */
    Restored restored() {
        return restored;
    }

    /** The one partition, once it is held. */
    Partition partition() {
        return held.get().orElseThrow();
    }

    /** Waits until the partition is held and processed. */
    void awaitRunning() {
        await(1, () -> holds() ? 1 : 0);
    }

    /** Whether the partition is held and processed. */
    boolean holds() {
        return streams.state() == KafkaStreams.State.RUNNING && held.get().isPresent();
    }

    /** Whether a copy of every store is here that lacks no more than so many records of it. */
    boolean copies(long records) {
        var stores = streams.allLocalStorePartitionLags().values();
        return !stores.isEmpty()
                && stores.stream()
                        .flatMap(partitions -> partitions.values().stream())
                        .allMatch(lag -> lag.offsetLag() <= records);
    }

    /** The speed between two numbers of processed events; ticks are not among them. */
    Speed speed(long from, long to) {
        long first = await(from);
        Speed.Watch watch = Speed.watch(streamThread());
        return watch.after(await(to) - first);
    }

    /** The speed of the ticks that come after so many events, up to a number of them. */
    Speed speedOfTicks(long events, long to) {
        await(events);
        long first = ticks.getAsLong();
        Speed.Watch watch = Speed.watch(streamThread());
        return watch.after(await(to, ticks) - first);
    }

    private long streamThread() {
        String name = streams.metadataForLocalThreads().iterator().next().threadName();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** Waits until so many events were processed, and answers how many it are. */
    long await(long events) {
        return await(events, processed);
    }

    private long await(long events, LongSupplier counter) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        long now = counter.getAsLong();
        while (now < events) {
            if (System.nanoTime() > deadline || streams.state() == KafkaStreams.State.ERROR) {
                throw new IllegalStateException(now + " of " + events + " events, state " + streams.state());
            }
            LockSupport.parkNanos(POLL_NANOS);
            now = counter.getAsLong();
        }
        return now;
    }

    /** Bytes that the producer has sent to changelogs, as they lie on disk. */
    double changelogBytes() {
        return sum("producer-topic-metrics", "byte-total", "topic", "-changelog");
    }

    /** Waits until so many commits were made. */
    void awaitCommits(long commits) {
        await(commits, () -> (long) commits());
    }

    /** Commits so far. */
    double commits() {
        return sum("stream-thread-metrics", "commit-total", "thread-id", "");
    }

    private double sum(String group, String name, String tag, String tagEnd) {
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            MetricName key = metric.getKey();
            String value = key.tags().get(tag);
            if (key.group().equals(group) && key.name().equals(name) && value != null && value.endsWith(tagEnd)) {
                sum += ((Number) metric.getValue().metricValue()).doubleValue();
            }
        }
        return sum;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_DEADLINE));
    }
}
