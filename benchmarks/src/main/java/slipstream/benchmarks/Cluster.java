package slipstream.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.Topics;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;

/** A real broker in this process with one workload on its events topic, on one partition; gone when closed. */
final class Cluster implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Scratch directory = new Scratch();
    private final EmbeddedBroker broker;
    private final KafkaSettings settings;

    Cluster() {
        broker = EmbeddedBroker.start(new BrokerSettings(directory.path().resolve("broker"), "127.0.0.1", 0, 0));
        settings = new KafkaSettings(broker.bootstrapServers(), Map.of(), 1, 1);
    }

    KafkaSettings settings() {
        return settings;
    }

    /** A new directory for local state. */
    Path stateDirectory(String name) {
        return directory.path().resolve(name);
    }

    /** Creates topics of one partition; nothing in them expires, because the streams lie in the past. */
    void create(String... topics) {
        List<TopicSpec> specs = new ArrayList<>();
        for (String topic : topics) {
            specs.add(new TopicSpec(topic, 1, 1, Map.of("retention.ms", "-1", "segment.bytes", "268435456")));
        }
        TopicCreation.ensure(settings, specs, DEADLINE);
    }

    /** Creates the processor's topics and writes the first events of a workload, with its ticks between them. */
    void fill(Workload workload, int events, SchemaIds schemaIds) {
        create(Topics.EVENTS.name(), Topics.VERDICTS.name(), Topics.REJECTED.name());
        long firstTick = workload.ticks() ? EventStream.START.toEpochMilli() : Long.MAX_VALUE;
        write(Topics.EVENTS.name(), new EventStream(workload, schemaIds), events, EventStream.Written::key, firstTick);
    }

    /** Writes ticks after the events, one a minute. */
    void tick(Workload workload, int events, int ticks) {
        tick(workload.minutesOf(events), ticks);
    }

    /** Writes ticks after a minute of the streams, one a minute. */
    void tick(long afterMinute, int ticks) {
        long last = EventStream.START.toEpochMilli()
                + Duration.ofMinutes(afterMinute).toMillis();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 1; i <= ticks; i++) {
                var unused = producer.send(tickAt(last + i * MINUTE_MILLIS));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> tickAt(long at) {
        return new ProducerRecord<byte[], byte[]>(Topics.EVENTS.name(), 0, Long.valueOf(at), new byte[0], null);
    }

    /** Writes the first events once more, with the series as key: what the DSL's windows need to group by. */
    void fillBySeries(String topic, Workload workload, int events, SchemaIds schemaIds) {
        create(topic);
        EventFields fields = new EventFields();
        Function<EventStream.Written, byte[]> key = event -> {
            fields.read(event.value());
            return fields.series().get();
        };
        write(topic, new EventStream(workload, schemaIds), events, key, Long.MAX_VALUE);
    }

    private void write(
            String topic, EventStream stream, int events, Function<EventStream.Written, byte[]> key, long firstTick) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long nextTick = firstTick;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < events && failure.get() == null; i++) {
                EventStream.Written event = stream.next();
                for (; nextTick <= event.receivedAt(); nextTick += MINUTE_MILLIS) {
                    var unused = producer.send(tickAt(nextTick));
                }
                var unused = producer.send(
                        new ProducerRecord<>(topic, 0, event.receivedAt(), key.apply(event), event.value()),
                        (metadata, failed) -> failure.compareAndSet(null, failed));
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException(topic + " cannot be filled", failure.get());
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = settings.clientConfig("fill");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Deletes what a run has left on the broker. */
    void deleteTopicsOf(String applicationId) {
        try (Admin admin = Admin.create(settings.clientConfig("delete"))) {
            List<String> left = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(applicationId))
                    .toList();
            admin.deleteTopics(left).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot delete the topics of " + applicationId, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        broker.close();
        directory.close();
    }
}
