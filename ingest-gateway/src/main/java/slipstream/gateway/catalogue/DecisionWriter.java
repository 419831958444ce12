package slipstream.gateway.catalogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;

/**
 * Writes what people decide, in one transaction: the new revision to its own topic, and a tick that carries it to every
 * partition of the events that it concerns. So the processor meets it between the events, and a replay meets it there again.
 */
public final class DecisionWriter implements AutoCloseable {
    /** As an app key: every app. */
    public static final String EVERY_APP = "*";

    private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);
    private static final String EVENTS = Topics.EVENTS.name();

    /** Each call to Kafka; a decision makes a handful of them. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** How long an unfinished transaction of a gateway that died holds back those who read what is committed. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final InstantSource clock;
    private @Nullable Producer<byte[], byte[]> producer;

    DecisionWriter(Supplier<Producer<byte[], byte[]>> producers, InstantSource clock) {
        this.producers = producers;
        this.clock = clock;
    }

    /** A writer with a transactional id of its own; it connects at the first decision. */
    public static DecisionWriter connect(KafkaSettings kafka, InstantSource clock) {
        Map<String, Object> config = kafka.clientConfig("gateway-decisions");
        config.put("transactional.id", "slipstream-decisions-" + UUID.randomUUID());
        config.put("transaction.timeout.ms", Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
        config.put("acks", "all");
        config.put("linger.ms", 0);
        config.put("max.block.ms", DEADLINE.toMillis());
        config.put("request.timeout.ms", Math.toIntExact(DEADLINE.toMillis() / 2));
        config.put("delivery.timeout.ms", Math.toIntExact(DEADLINE.toMillis()));
        return new DecisionWriter(
                () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()), clock);
    }

    /** What is decided about, and where it is written. */
    public enum Kind {
        EXCLUSION(Topics.EXCLUSIONS.name(), TickHeaders.EXCLUSION),
        OBJECTIVE(Topics.OBJECTIVES.name(), TickHeaders.OBJECTIVE);

        private final String topic;
        private final String header;

        Kind(String topic, String header) {
            this.topic = topic;
            this.header = header;
        }
    }

    /**
     * A new revision of a decision.
     *
     * @param appKey the app it is about, or {@link #EVERY_APP}
     * @param id names it within its app and kind
     * @param value as the serializer of its own topic wrote it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Revision(Kind kind, String appKey, String id, byte[] value) {
        String key() {
            return appKey + "/" + id;
        }
    }

    /** Waits until a record that was written has been read again on this gateway. */
    @FunctionalInterface
    public interface ReadBack {
        /** Throws Kafka's time-out when it takes longer. */
        void awaitRead(RecordMetadata written, Duration deadline);
    }

    /** Makes revisions when it is their turn: what this gateway knows of decisions does not change until they are written. */
    @FunctionalInterface
    public interface Making<X extends Exception> {
        /** What to write; nothing when there is nothing to decide. */
        List<Revision> revisions() throws X;
    }

    /**
     * Writes revisions, all or none, and comes back once this gateway has read them back.
     *
     * @throws NotDurable when they were not written in time, or it could not be seen that they were
     */
    public <X extends Exception> void write(Making<X> making, ReadBack readBack) throws X {
        try {
            if (!oneAtATime.tryLock(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotDurable("other decisions are under way", new TimeoutException());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            writeNow(making.revisions(), readBack);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Writes revisions that are made from nothing that this gateway knows. */
    public void write(List<Revision> revisions, ReadBack readBack) {
        write(() -> revisions, readBack);
    }

    private void writeNow(List<Revision> revisions, ReadBack readBack) {
        if (revisions.isEmpty()) {
            return;
        }
        try {
            for (RecordMetadata written : transact(revisions)) {
                readBack.awaitRead(written, DEADLINE);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            List<String> keys = revisions.stream().map(Revision::key).toList();
            throw new NotDurable("could not be decided: " + keys, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static NotDurable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new NotDurable("interrupted while deciding", e);
    }

    private List<RecordMetadata> transact(List<Revision> revisions)
            throws ExecutionException, InterruptedException, TimeoutException {
        boolean committed = false;
        try {
            Producer<byte[], byte[]> writing = opened();
            writing.beginTransaction();
            List<RecordMetadata> written = new ArrayList<>();
            for (Future<RecordMetadata> each : send(revisions, writing)) {
                written.add(each.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
            }
            writing.commitTransaction();
            committed = true;
            return written;
        } finally {
            if (!committed) {
                giveUp();
            }
        }
    }

    private Producer<byte[], byte[]> opened() {
        if (producer == null) {
            producer = producers.get();
            producer.initTransactions();
        }
        return producer;
    }

    /** Answers what becomes of the revisions themselves; a tick that fails fails the transaction. */
    private List<Future<RecordMetadata>> send(List<Revision> revisions, Producer<byte[], byte[]> writing) {
        long now = clock.millis();
        int partitions = writing.partitionsFor(EVENTS).size();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Revision each : revisions) {
            byte[] key = each.key().getBytes(StandardCharsets.UTF_8);
            sent.add(writing.send(new ProducerRecord<>(each.kind.topic, null, now, key, each.value)));
            for (int partition : partitionsOf(each.appKey, partitions)) {
                RecordHeaders headers = new RecordHeaders();
                headers.add(each.kind.header, each.value);
                var unused = writing.send(new ProducerRecord<>(EVENTS, partition, now, null, null, headers));
            }
        }
        return sent;
    }

    /** Where the events of an app lie: as Kafka's own partitioner puts them, by their key. */
    private static int[] partitionsOf(String appKey, int partitions) {
        if (appKey.equals(EVERY_APP)) {
            return IntStream.range(0, partitions).toArray();
        }
        byte[] key = appKey.getBytes(StandardCharsets.UTF_8);
        return new int[] {Utils.toPositive(Utils.murmur2(key)) % partitions};
    }

    /** Whatever state the producer is in: its successor, of the same id, ends what it left open. */
    private void giveUp() {
        Producer<byte[], byte[]> broken = producer;
        producer = null;
        if (broken == null) {
            return;
        }
        try {
            broken.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("a decision could not be taken back and is left to the broker: {}", e.toString());
        } finally {
            broken.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        oneAtATime.lock();
        try {
            if (producer != null) {
                producer.close(DEADLINE);
            }
        } finally {
            oneAtATime.unlock();
        }
    }
}
