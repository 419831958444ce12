package slipstream.alerter.notify;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Apps;
import slipstream.alerter.incident.notice.Channel;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.NotificationDecision;
import slipstream.alerter.incident.notice.NotificationReason;

/**
 * The way of a notification: route → silence → exclusion → de-duplicate → render → send → record. The decision is
 * recorded before anything is sent, the outcome after. All methods are for one thread; attempts run on the executor.
 */
final class Notifications {
    private final Apps apps;
    private final NotificationDecision decision;
    private final Channel channel;
    private final DeliveryLog log;
    private final NotifySettings settings;
    private final Executor senders;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Map<Integer, PartitionWork> partitions = new HashMap<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private int inFlight;

    Notifications(
            Apps apps,
            NotificationDecision decision,
            Channel channel,
            DeliveryLog log,
            NotifySettings settings,
            Executor senders,
            InstantSource clock,
            MeterRegistry metrics) {
        this.apps = apps;
        this.decision = decision;
        this.channel = channel;
        this.log = log;
        this.settings = settings;
        this.senders = senders;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Takes over a partition with all that is recorded of it. */
    void takeOver(int partition) {
        partitions.put(partition, new PartitionWork(log.load(partition)));
    }

    /** Gives a partition away; what is not done is left to the next owner. */
    void giveAway(int partition) {
        partitions.remove(partition);
    }

    /** A record that leads to nothing. */
    void skip(int partition, long offset) {
        work(partition).taken(offset, List.of());
    }

    /** Decides whom to tell of a change and records the decisions; throws, and has done nothing, when it cannot. */
    void take(int partition, long offset, Announcement announcement) {
        PartitionWork work = work(partition);
        List<Notification> notifications = new ArrayList<>();
        List<Delivery> decided = new ArrayList<>();
        if (isTold(announcement.change().transition())) {
            for (String recipient : recipients(announcement)) {
                decide(work, announcement, recipient).ifPresent(delivery -> {
                    if (work.recorded(delivery.key()).isEmpty()) {
                        decided.add(delivery);
                    }
                    if (!delivery.isSettled()) {
                        notifications.add(new Notification(announcement, partition, offset, delivery));
                    }
                });
            }
        }
        if (!decided.isEmpty()) {
            log.write(partition, decided);
        }
        decided.forEach(work::remember);
        decided.stream().filter(Delivery::isSettled).forEach(this::count);
        work.taken(offset, notifications);
    }

    /** Hands due notifications to the senders, no more at a time than there are senders. */
    void dispatch() {
        Instant now = clock.instant();
        partitions.forEach((partition, work) -> {
            for (Notification notification : work.begin(now, settings.senders() - inFlight, held -> waits(held, now))) {
                inFlight++;
                senders.execute(() -> {
                    try {
                        notification.attempt(channel, log, settings, clock.instant());
                    } finally {
                        ended.add(new Ended(work, notification));
                    }
                });
            }
        });
    }

    private boolean waits(Notification held, Instant now) {
        return decision.waits(held.announcement(), held.delivery().recipient(), now);
    }

    /** Notes which attempts have ended. */
    void noteEnded() {
        for (Ended next = ended.poll(); next != null; next = ended.poll()) {
            inFlight--;
            next.work.ended(next.notification);
            if (next.notification.isDone()) {
                count(next.notification.delivery());
            }
        }
    }

    boolean isIdle(int partition) {
        PartitionWork work = partitions.get(partition);
        return work == null || work.isIdle();
    }

    int pending() {
        return partitions.values().stream().mapToInt(PartitionWork::pending).sum();
    }

    /** Offset before which everything in the partition is done and recorded. */
    Optional<Long> doneThrough(int partition) {
        return Optional.ofNullable(partitions.get(partition)).flatMap(PartitionWork::doneThrough);
    }

    private static boolean isTold(Transition transition) {
        return transition == Transition.OPENED || transition == Transition.RESOLVED;
    }

    private List<String> recipients(Announcement announcement) {
        App app = apps.named(announcement.change().series().appKey());
        List<String> recipients =
                channel.isOn() ? channel.recipients(app).stream().distinct().toList() : List.of();
        return recipients.isEmpty() ? List.of(channel.name()) : recipients;
    }

    private Optional<Delivery> decide(PartitionWork work, Announcement announcement, String recipient) {
        Instant now = clock.instant();
        NotificationReason reason = reason(work, announcement, recipient, now);
        IncidentChange change = announcement.change();
        if (reason == NotificationReason.ALREADY_SENT) {
            return Optional.empty();
        }
        Optional<Delivery> begun = work.recorded(Delivery.key(change.id(), change.transition(), recipient));
        boolean send = reason == NotificationReason.SEND || reason == NotificationReason.EXCLUDED;
        return begun.or(() -> Optional.of(new Delivery(
                change.id(),
                change.transition(),
                recipient,
                send ? Delivery.State.SENDING : Delivery.State.NOT_SENT,
                reason,
                channel.messageId(change.id(), change.transition(), recipient),
                0,
                now)));
    }

    private NotificationReason reason(PartitionWork work, Announcement announcement, String recipient, Instant now) {
        NotificationReason reason = decision.decide(announcement, recipient, work::recorded, now);
        if (reason == NotificationReason.ALREADY_SENT || !recipient.equals(channel.name())) {
            return reason;
        }
        return channel.isOn() ? NotificationReason.NO_CONTACTS : NotificationReason.CHANNEL_OFF;
    }

    private PartitionWork work(int partition) {
        PartitionWork work = partitions.get(partition);
        if (work == null) {
            throw new IllegalStateException("partition " + partition + " is not ours");
        }
        return work;
    }

    private void count(Delivery delivery) {
        metrics.counter(
                        "slipstream.alerter.notifications",
                        "state",
                        delivery.state().name().toLowerCase(Locale.ROOT),
                        "reason",
                        delivery.reason().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private record Ended(PartitionWork work, Notification notification) {}
}
