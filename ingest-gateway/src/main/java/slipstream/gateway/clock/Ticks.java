package slipstream.gateway.clock;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.KafkaSettings;

/**
 * The ticks of one gateway: records without key and value, stamped with the arrival clock, one for every partition of the
 * events at every interval, with what the gateway has to say of itself as headers. A tick that is not written in time is dropped: the next one says more.
 */
public final class Ticks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration METADATA_DEADLINE = Duration.ofSeconds(2);

    /** Above the longest interval between two ticks. */
    private static final Duration MAX_AGE = Duration.ofSeconds(45);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final TickNotes notes;
    private final InstantSource clock;
    private final Counter written;
    private final Counter dropped;
    private final AtomicLong lastWrittenMillis;
    private final ScheduledExecutorService rounds;

    /** Ticks that have not started yet; they own the producer and close it. */
    public Ticks(
            Producer<byte[], byte[]> producer,
            String topic,
            TickNotes notes,
            InstantSource clock,
            MeterRegistry metrics) {
        this.producer = producer;
        this.topic = topic;
        this.notes = notes;
        this.clock = clock;
        this.written = counter(metrics, "written");
        this.dropped = counter(metrics, "dropped");
        this.lastWrittenMillis = new AtomicLong(clock.millis());
        this.rounds = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ticks");
            thread.setDaemon(true);
            return thread;
        });
        metrics.gauge("slipstream.ticks.age.seconds", this, Ticks::ageSeconds);
    }

    /** A producer for ticks: durable, unbuffered, and never trying for longer than one deadline. */
    public static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig("slipstream-ticks");
        config.put("acks", "all");
        config.put("linger.ms", "0");
        config.put("request.timeout.ms", Long.toString(METADATA_DEADLINE.toMillis()));
        config.put("delivery.timeout.ms", Long.toString(DEADLINE.toMillis()));
        config.put("max.block.ms", Long.toString(METADATA_DEADLINE.toMillis()));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Begins to tick, at once and then at every interval. */
    public void start(TickSettings settings) {
        var unused = rounds.scheduleAtFixedRate(
                this::guardedTick, 0, settings.interval().toMillis(), MILLISECONDS);
    }

    /** One tick for every partition. */
    void tick() {
        for (PartitionInfo each : producer.partitionsFor(topic)) {
            Long now = clock.millis();
            ProducerRecord<byte[], byte[]> tick = new ProducerRecord<byte[], byte[]>(
                    topic, each.partition(), now, null, null, notes.of(each.partition()));
            var unused = producer.send(tick, (metadata, failure) -> account(each.partition(), now, failure));
        }
    }

    /** What is wrong, if nothing could be written for a while; for the health check. */
    public Optional<String> problem() {
        return ageSeconds() > MAX_AGE.toSeconds()
                ? Optional.of("nothing could be written to " + topic)
                : Optional.empty();
    }

    /** Ticks no more. */
    @Override
    public void close() {
        rounds.shutdownNow();
        producer.close(DEADLINE);
    }

    private void guardedTick() {
        try {
            tick();
        } catch (KafkaException failed) {
            dropped.increment();
            LOG.warn("no ticks could be written: {}", failed.toString());
        } catch (RuntimeException wrong) {
            dropped.increment();
            LOG.error("a tick went wrong", wrong);
        }
    }

    private void account(int partition, long tickedAt, @Nullable Exception failure) {
        if (failure == null) {
            written.increment();
            notes.written(partition, tickedAt);
            lastWrittenMillis.accumulateAndGet(tickedAt, Math::max);
        } else {
            dropped.increment();
        }
    }

    private double ageSeconds() {
        return (clock.millis() - lastWrittenMillis.get()) / 1_000.0;
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("slipstream.ticks")
                .description("Ticks, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
