package slipstream.alerter.notify;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Apps;
import slipstream.alerter.incident.notice.Channel;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.NotificationDecision;
import slipstream.alerter.incident.notice.Stage;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.Topics;

/** The thread that tells people of changes, and the few that carry messages out for it. */
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RECORD_DEADLINE = Duration.ofSeconds(30);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(15);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final NotifyLoop loop;
    private final ExecutorService senders;
    private final DeliveryLog log;
    private final Thread thread = new Thread(this::run, "notifier");
    private volatile boolean closing;
    private volatile Optional<String> problem = Optional.of("the notifier has not begun");

    private Notifier(Consumer<String, byte[]> consumer, NotifyLoop loop, ExecutorService senders, DeliveryLog log) {
        this.consumer = consumer;
        this.loop = loop;
        this.senders = senders;
        this.log = log;
    }

    /** The formats in which the notifier reads and writes. */
    public record Formats(
            Deserializer<Announcement> breaches, Serializer<Delivery> write, Deserializer<Delivery> read) {}

    /** Starts to tell people. */
    public static Notifier start(
            KafkaSettings kafka,
            NotifySettings settings,
            Formats formats,
            Apps apps,
            Stage exclusion,
            Channel channel,
            InstantSource clock,
            MeterRegistry metrics) {
        DeliveryLog log = log(kafka, formats);
        AtomicInteger number = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(
                settings.senders(), task -> new Thread(task, "notify-sender-" + number.incrementAndGet()));
        NotificationDecision decision = new NotificationDecision(Stage.OPEN, exclusion, settings.horizon());
        Notifications notifications =
                new Notifications(apps, decision, channel, log, settings, senders, clock, metrics);
        Consumer<String, byte[]> consumer = changes(kafka, settings);
        NotifyLoop loop = new NotifyLoop(
                Topics.BREACHES.name(), consumer, formats.breaches(), notifications, settings.maxPending());
        Notifier notifier = new Notifier(consumer, loop, senders, log);
        notifier.thread.start();
        return notifier;
    }

    private static Consumer<String, byte[]> changes(KafkaSettings kafka, NotifySettings settings) {
        Map<String, Object> config = kafka.clientConfig("notifier");
        int sessionMillis = Math.toIntExact(settings.sessionTimeout().toMillis());
        config.put("group.id", settings.groupId());
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        config.put("max.poll.records", 100);
        config.put("session.timeout.ms", sessionMillis);
        config.put("heartbeat.interval.ms", sessionMillis / 4);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static DeliveryLog log(KafkaSettings kafka, Formats formats) {
        Map<String, Object> writing = kafka.clientConfig("deliveries");
        writing.put("acks", "all");
        writing.put("enable.idempotence", true);
        writing.put("linger.ms", 0);
        writing.put("max.block.ms", 10_000);
        writing.put("delivery.timeout.ms", Math.toIntExact(RECORD_DEADLINE.toMillis()) - 5_000);
        writing.put("request.timeout.ms", 10_000);
        Map<String, Object> reading = kafka.clientConfig("deliveries-loading");
        reading.put("enable.auto.commit", false);
        reading.put("auto.offset.reset", "earliest");
        reading.put("allow.auto.create.topics", false);
        return new KafkaDeliveryLog(
                Topics.DELIVERIES.name(),
                new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer()),
                () -> new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer()),
                formats.write(),
                formats.read(),
                RECORD_DEADLINE);
    }

    private void run() {
        try {
            loop.subscribe();
            while (!closing) {
                turn();
            }
            loop.settle(consumer.assignment());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the notifier ended", e);
        } finally {
            problem = Optional.of("the notifier has ended");
            consumer.close();
        }
    }

    private void turn() throws InterruptedException {
        try {
            loop.turn(POLL);
            problem = Optional.empty();
        } catch (WakeupException e) {
            LOG.debug("woken up to close");
        } catch (RuntimeException e) {
            LOG.warn("a turn of the notifier failed and is repeated", e);
            problem = Optional.of("the last turn of the notifier failed: " + e);
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAULT.toMillis());
        }
    }

    /** What keeps people from being told right now, if anything. */
    public Optional<String> problem() {
        return problem;
    }

    /** Lets running attempts end within a deadline, commits what is done and leaves the group. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_DEADLINE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.shutdownNow();
        log.close();
    }
}
