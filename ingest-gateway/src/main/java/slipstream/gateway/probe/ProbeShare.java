package slipstream.gateway.probe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AppRegistration;

/**
 * The apps that this gateway probes: those on the partitions of {@code slipstream.apps} that the group of probers gave
 * to it. A partition is read from its beginning whenever it is assigned; nothing is ever committed.
 */
public final class ProbeShare implements AutoCloseable {
    /** The consumer group in which gateways share the apps. */
    public static final String GROUP = "slipstream-prober";

    private static final Logger LOG = LoggerFactory.getLogger(ProbeShare.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Set<Integer> held = ConcurrentHashMap.newKeySet();
    private final Deserializer<AppRegistration> registrations;
    private final Consumer<Set<ProbeTarget>> share;
    private final Counter unreadable;
    private final Map<TopicPartition, Map<String, Set<ProbeTarget>>> apps = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "prober-share");
    private boolean changed;

    /**
     * A share that is empty until it is started.
     *
     * @param share is told the whole share whenever it has changed
     */
    public ProbeShare(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Deserializer<AppRegistration> registrations,
            Consumer<Set<ProbeTarget>> share,
            MeterRegistry metrics) {
        this.consumer = consumer;
        this.registrations = registrations;
        this.share = share;
        this.unreadable = metrics.counter("slipstream.probe.unreadable.registrations");
        this.thread.setDaemon(true);
        consumer.subscribe(List.of(Topics.APPS.name()), new Shares());
    }

    /** A consumer for a share. A prober that dies is replaced after ten seconds. */
    public static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig("slipstream-prober");
        config.put("group.id", GROUP);
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        config.put("session.timeout.ms", "10000");
        config.put("heartbeat.interval.ms", "2000");
        config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Joins the group. */
    public void start() {
        thread.start();
    }

    /** What is wrong, if this gateway has stopped following its share. */
    public Optional<String> problem() {
        return thread.isAlive() ? Optional.empty() : Optional.of("the prober does not follow its share of the apps");
    }

    /** Whether the apps of a partition are this gateway's to probe. */
    public boolean holds(int partition) {
        return held.contains(partition);
    }

    /** Reads what there is, and tells the share if it has changed. */
    void poll() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> each : records) {
            take(each);
        }
        if (changed) {
            changed = false;
            Set<ProbeTarget> targets = new HashSet<>();
            apps.values().forEach(partition -> partition.values().forEach(targets::addAll));
            share.accept(targets);
        }
    }

    /** Leaves the group, so that others take over at once. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(CLOSE_DEADLINE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> each) {
        if (each.key() == null) {
            return;
        }
        String appKey = new String(each.key(), StandardCharsets.UTF_8);
        TopicPartition partition = new TopicPartition(each.topic(), each.partition());
        Map<String, Set<ProbeTarget>> onPartition = apps.computeIfAbsent(partition, unseen -> new HashMap<>());
        Set<ProbeTarget> targets = targets(each.value());
        if (targets.isEmpty()) {
            onPartition.remove(appKey);
        } else {
            onPartition.put(appKey, targets);
        }
        changed = true;
    }

    private Set<ProbeTarget> targets(byte @Nullable [] value) {
        if (value == null) {
            return Set.of();
        }
        Set<ProbeTarget> targets = new HashSet<>();
        try {
            AppRegistration app = registrations.deserialize(Topics.APPS.name(), value);
            app.getBaseUrls().forEach(each -> ProbeTarget.of(app.getAppKey(), each.getUrl(), each.getHealthPath())
                    .ifPresent(targets::add));
        } catch (RuntimeException damaged) {
            unreadable.increment();
            LOG.error("a registration cannot be read, its app is not probed", damaged);
        }
        return targets;
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                pollOrPause();
            }
        } finally {
            held.clear();
            consumer.close(CloseOptions.timeout(CLOSE_DEADLINE));
        }
    }

    private void pollOrPause() {
        try {
            poll();
        } catch (WakeupException | InterruptException woken) {
            LOG.debug("woken to close");
        } catch (KafkaException failed) {
            LOG.warn("the share of the apps could not be followed, trying again", failed);
            pause();
        }
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_AFTER_FAILURE.toMillis(), MILLISECONDS)) {
                LOG.debug("closed while pausing");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Shares implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            assigned.forEach(each -> held.add(each.partition()));
            assigned.forEach(apps::remove);
            consumer.seekToBeginning(assigned);
            changed = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(each -> held.remove(each.partition()));
            revoked.forEach(apps::remove);
            changed = true;
        }
    }
}
