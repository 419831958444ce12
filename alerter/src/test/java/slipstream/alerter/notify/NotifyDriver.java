package slipstream.alerter.notify;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import slipstream.alerter.Samples;
import slipstream.alerter.breaches.BreachDeserializer;
import slipstream.alerter.breaches.BreachSerializer;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.NotificationDecision;
import slipstream.alerter.incident.notice.NotificationReason;
import slipstream.alerter.incident.notice.Stage;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;

/**
 * Notifiers on one breach topic and one deliveries topic, one after the other: starting another is what a restart is. No
 * thread and no clock runs by itself.
 */
final class NotifyDriver {
    static final NotifySettings SETTINGS = new NotifySettings(
            "group",
            Duration.ofMinutes(30),
            Duration.ofHours(24),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            2,
            3,
            Duration.ofSeconds(10));
    private static final String TOPIC = "breaches";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    final FakeDeliveryLog log = new FakeDeliveryLog();
    final FakeChannel channel = new FakeChannel();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Deque<Runnable> attempts = new ArrayDeque<>();
    Optional<NotificationReason> objection = Optional.empty();
    List<String> contacts = List.of("a@example.com");
    Instant now = Samples.OPENED_AT.plusSeconds(10);

    private final InMemorySchemaIds ids = new InMemorySchemaIds();
    private final List<byte[]> topic = new ArrayList<>();
    private MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private long committed;
    private NotifyLoop loop;
    private int handedOut;

    NotifyDriver() {
        restart();
    }

    /** A new notifier where the last one had committed; whatever that one still had in mind is gone. */
    void restart() {
        if (loop != null) {
            committed = committedOffset();
        }
        attempts.clear();
        consumer = new MockConsumer<>("earliest");
        Deserializer<Announcement> reader = new BreachDeserializer(new SlipstreamAvroDeserializer<>(ids));
        Notifications notifications = new Notifications(
                key -> Optional.of(new App(key, "App", "Partner", contacts)),
                new NotificationDecision(Stage.OPEN, (announcement, recipient, at) -> objection, SETTINGS.horizon()),
                channel,
                log,
                SETTINGS,
                attempts::add,
                () -> now,
                metrics);
        loop = new NotifyLoop(TOPIC, consumer, reader, notifications, SETTINGS.maxPending());
        loop.subscribe();
        consumer.rebalance(Collections.singleton(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.seek(PARTITION, committed);
        handedOut = (int) committed;
    }

    /** A new notifier that has lost its place and reads from the start. */
    void rewind() {
        restart();
        committed = 0;
        consumer.seek(PARTITION, 0);
        handedOut = 0;
    }

    NotifyDriver announce(Announcement announcement) {
        BreachSerializer writer = new BreachSerializer(new SlipstreamAvroSerializer<>(ids), "/test");
        topic.add(writer.serialize(TOPIC, announcement));
        return this;
    }

    NotifyDriver announceRaw(byte[] bytes) {
        topic.add(bytes);
        return this;
    }

    /** Lets the notifier do what can be done now: hand over what is new, and a few turns. */
    NotifyDriver run() {
        for (int turn = 0; turn < 6; turn++) {
            turn();
        }
        return this;
    }

    NotifyDriver runAfter(Duration time) {
        now = now.plus(time);
        return run();
    }

    private void turn() {
        while (handedOut < topic.size() && !consumer.paused().contains(PARTITION)) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, handedOut, "key", topic.get(handedOut)));
            handedOut++;
        }
        loop.turn(Duration.ZERO);
        while (!attempts.isEmpty()) {
            attempts.remove().run();
        }
        // What is read again after a fault must be handed out again: the stand-in forgets what it gave.
        handedOut = Math.min(handedOut, (int) consumer.position(PARTITION));
    }

    void revoke() {
        consumer.rebalance(List.of());
    }

    boolean readsOn() {
        return !consumer.paused().contains(PARTITION);
    }

    long committedOffset() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? committed : offset.offset();
    }
}
