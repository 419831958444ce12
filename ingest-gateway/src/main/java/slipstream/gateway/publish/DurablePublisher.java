package slipstream.gateway.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.Accounting;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.RejectedEvents;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Rejected;

/**
 * Writes to Kafka and says so once all in-sync replicas have it. Never blocks: a full buffer or a silent broker is a
 * failure, told within the delivery timeout.
 */
public final class DurablePublisher implements EventPublisher, RejectedEvents, AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    private static final long METADATA_POLL_MILLIS = 20;

    private final Producer<byte[], byte[]> producer;
    private final Serializer<Event> events;
    private final Serializer<Rejected> rejected;
    private final Accounting accounting;

    DurablePublisher(
            Producer<byte[], byte[]> producer,
            Serializer<Event> events,
            Serializer<Rejected> rejected,
            Accounting accounting) {
        this.producer = producer;
        this.events = events;
        this.rejected = rejected;
        this.accounting = accounting;
    }

    /** A publisher that is ready: partitions known and schemas registered, so that nothing has to be waited for later. */
    public static DurablePublisher connect(
            KafkaSettings kafka,
            PublishSettings settings,
            SerdeSettings serde,
            Accounting accounting,
            Duration deadline) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.producerConfig(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        DurablePublisher publisher = new DurablePublisher(
                producer, serde.serializer(Topics.EVENTS), serde.serializer(Topics.REJECTED), accounting);
        try {
            publisher.prepare(deadline);
            return publisher;
        } catch (RuntimeException e) {
            publisher.close();
            throw e;
        }
    }

    private void prepare(Duration deadline) {
        long deadlineNanos = System.nanoTime() + deadline.toNanos();
        awaitPartitions(Topics.EVENTS.name(), deadlineNanos);
        awaitPartitions(Topics.REJECTED.name(), deadlineNanos);
        events.serialize(Topics.EVENTS.name(), Specimens.event());
        rejected.serialize(Topics.REJECTED.name(), Specimens.rejected());
    }

    private void awaitPartitions(String topic, long deadlineNanos) {
        while (true) {
            try {
                producer.partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new TimeoutException("partitions of " + topic + " not known within the deadline", e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(METADATA_POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    @Override
    public CompletionStage<Void> publish(List<AdmittedEvent> admitted) {
        accounting.admitted(admitted.size());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(admitted.size());
        for (AdmittedEvent event : admitted) {
            byte[] value = events.serialize(Topics.EVENTS.name(), EventRecords.event(event));
            records.add(record(Topics.EVENTS.name(), event.appKey(), event.receivedAt(), value));
        }
        return sendAll(records).whenComplete((done, fault) -> account(admitted.size(), fault));
    }

    private void account(int observations, @Nullable Throwable fault) {
        if (fault == null) {
            accounting.published(observations);
        } else {
            accounting.failed(observations);
        }
    }

    @Override
    public CompletionStage<Void> keep(List<TooLate> observations) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(observations.size());
        for (TooLate late : observations) {
            byte[] value = rejected.serialize(Topics.REJECTED.name(), EventRecords.rejected(late));
            records.add(record(Topics.REJECTED.name(), late.appKey(), late.receivedAt(), value));
        }
        return sendAll(records);
    }

    private CompletableFuture<Void> sendAll(List<ProducerRecord<byte[], byte[]>> records) {
        Acknowledgements acknowledgements = new Acknowledgements(records.size());
        for (ProducerRecord<byte[], byte[]> record : records) {
            try {
                var unused = producer.send(record, acknowledgements);
            } catch (RuntimeException e) {
                acknowledgements.failed(e);
                break;
            }
        }
        return acknowledgements.all();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, Instant at, byte[] value) {
        return new ProducerRecord<>(topic, null, at.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    @Override
    public void close() {
        producer.close(CLOSE_DEADLINE);
    }
}
