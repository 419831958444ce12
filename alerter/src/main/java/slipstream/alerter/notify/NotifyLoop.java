package slipstream.alerter.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.notice.Announcement;

/**
 * One turn after the other of reading changes, having them notified, and committing what is done. Never waits for a
 * message to be sent, so that the group hears from it whatever the mail server does. For one thread.
 */
final class NotifyLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyLoop.class);
    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(10);
    private static final Duration ATTEMPTS_DEADLINE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final String topic;
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Announcement> deserializer;
    private final Notifications notifications;
    private final int maxPending;
    private final Set<TopicPartition> notTakenOver = new HashSet<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean full;

    NotifyLoop(
            String topic,
            Consumer<String, byte[]> consumer,
            Deserializer<Announcement> deserializer,
            Notifications notifications,
            int maxPending) {
        this.topic = topic;
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.notifications = notifications;
        this.maxPending = maxPending;
    }

    void subscribe() {
        consumer.subscribe(List.of(topic), this);
    }

    /** One turn; waits for news no longer than given. */
    void turn(Duration wait) {
        takeOver();
        poll(wait);
        notifications.noteEnded();
        notifications.dispatch();
        notifications.noteEnded();
        holdBackWhenFull();
        commit(consumer.assignment());
    }

    private void poll(Duration wait) {
        Set<TopicPartition> readAgain = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (readAgain.contains(partition)) {
                continue;
            }
            try {
                take(record);
            } catch (RuntimeException e) {
                LOG.warn("{} at {} is taken in later: {}", partition, record.offset(), e.toString());
                consumer.seek(partition, record.offset());
                readAgain.add(partition);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Announcement announcement;
        try {
            announcement = record.value() == null ? null : deserializer.deserialize(topic, record.value());
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.error("{}-{}@{} cannot be read and is left out", topic, record.partition(), record.offset(), e);
            announcement = null;
        }
        if (announcement == null) {
            notifications.skip(record.partition(), record.offset());
        } else {
            notifications.take(record.partition(), record.offset(), announcement);
        }
    }

    private void holdBackWhenFull() {
        boolean nowFull = notifications.pending() >= maxPending;
        if (nowFull != full) {
            LOG.warn(
                    nowFull ? "{} notifications wait, reading no more" : "{} notifications wait, reading on",
                    maxPending);
            full = nowFull;
        }
        Set<TopicPartition> held = new HashSet<>(full ? consumer.assignment() : notTakenOver);
        Set<TopicPartition> free = new HashSet<>(consumer.paused());
        free.removeAll(held);
        consumer.pause(held);
        consumer.resume(free);
    }

    /** A partition is not read before it is known what was already sent for it. */
    private void takeOver() {
        for (TopicPartition partition : List.copyOf(notTakenOver)) {
            notifications.takeOver(partition.partition());
            notTakenOver.remove(partition);
            consumer.resume(List.of(partition));
        }
    }

    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            notifications
                    .doneThrough(partition.partition())
                    .filter(offset -> !offset.equals(committed.get(partition)))
                    .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
        }
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets, REQUEST_DEADLINE);
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
    }

    /** Lets running attempts end and commits what is done. */
    void settle(Collection<TopicPartition> partitions) {
        long limit = System.nanoTime() + ATTEMPTS_DEADLINE.toNanos();
        notifications.noteEnded();
        while (System.nanoTime() < limit
                && !partitions.stream().allMatch(each -> notifications.isIdle(each.partition()))) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            notifications.noteEnded();
        }
        commit(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        notTakenOver.addAll(partitions);
        consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            settle(partitions);
        } catch (RuntimeException e) {
            LOG.warn("what was done of {} could not be committed: {}", partitions, e.toString());
        }
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : new ArrayList<>(partitions)) {
            notTakenOver.remove(partition);
            committed.remove(partition);
            notifications.giveAway(partition.partition());
        }
    }
}
