package slipstream.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads a topic from its start and goes on; faults of the broker are outwaited, not died of. */
final class TopicFollower<V> {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMillis(500);

    private final String topic;
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<V> deserializer;
    private final BiConsumer<String, @Nullable V> apply;
    private final ReadProgress progress;
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable Map<TopicPartition, Long> ends;

    TopicFollower(
            String topic,
            Consumer<String, byte[]> consumer,
            Deserializer<V> deserializer,
            BiConsumer<String, @Nullable V> apply,
            ReadProgress progress) {
        this.topic = topic;
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.apply = apply;
        this.progress = progress;
        this.thread = new Thread(this::run, "table-" + topic);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void close(Duration deadline) {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(deadline.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                outwaitFaults();
            }
            progress.stopped("closed");
        } catch (WakeupException e) {
            progress.stopped("closed");
        } catch (RuntimeException e) {
            LOG.error("no longer following {}", topic, e);
            progress.stopped("no longer following: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.stopped("interrupted");
        }
    }

    private void outwaitFaults() throws InterruptedException {
        try {
            step();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("reading {} failed and is tried again: {}", topic, e.toString());
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAULT.toMillis());
        }
    }

    private void step() throws InterruptedException {
        if (ends == null) {
            ends = assignAll();
        }
        if (ends != null) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            records.forEach(this::read);
            tellProgress(ends);
        }
    }

    private @Nullable Map<TopicPartition, Long> assignAll() throws InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic, REQUEST_DEADLINE)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        if (partitions.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAULT.toMillis());
            return null;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new HashMap<>(consumer.endOffsets(partitions, REQUEST_DEADLINE));
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        try {
            byte[] value = record.value();
            apply.accept(record.key(), value == null ? null : deserializer.deserialize(topic, value));
        } catch (RuntimeException e) {
            LOG.error("{}-{}@{} cannot be read and is left out", topic, record.partition(), record.offset(), e);
        }
    }

    /** By position, not by record: markers of transactions have offsets but are never handed out. */
    private void tellProgress(Map<TopicPartition, Long> endsAtStart) {
        boolean loaded = true;
        for (Map.Entry<TopicPartition, Long> end : endsAtStart.entrySet()) {
            long position = consumer.position(end.getKey(), REQUEST_DEADLINE);
            progress.reached(end.getKey().partition(), position);
            loaded &= position >= end.getValue();
        }
        if (loaded) {
            progress.loaded();
        }
    }
}
