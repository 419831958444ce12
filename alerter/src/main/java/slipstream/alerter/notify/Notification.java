package slipstream.alerter.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Channel;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.NotificationReason;

/**
 * One change of one incident on its way to one recipient. Between attempts it belongs to the notifier's thread, during an
 * attempt to the thread that makes it, never to both.
 */
final class Notification {
    private static final Logger LOG = LoggerFactory.getLogger(Notification.class);

    private final Announcement announcement;
    private final int partition;
    private final long offset;
    private Delivery delivery;
    private boolean recorded = true;
    private Instant due;

    Notification(Announcement announcement, int partition, long offset, Delivery delivery) {
        this.announcement = announcement;
        this.partition = partition;
        this.offset = offset;
        this.delivery = delivery;
        this.due = Instant.MIN;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** Notifications of one chain are made one after the other: nobody hears of an end before the beginning. */
    String chain() {
        return delivery.incidentId() + "/" + delivery.recipient();
    }

    Delivery delivery() {
        return delivery;
    }

    Announcement announcement() {
        return announcement;
    }

    /** Whether it was made to wait by an exclusion and has not been tried yet. */
    boolean isHeldBack() {
        return recorded
                && delivery.state() == Delivery.State.SENDING
                && delivery.reason() == NotificationReason.EXCLUDED;
    }

    /** Decides after all that nobody is told; only the record of that is left to be made. */
    void drop(NotificationReason reason, Instant now) {
        delivery = delivery.dropped(reason, now);
        recorded = false;
        due = Instant.MIN;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    boolean isDone() {
        return recorded && delivery.isSettled();
    }

    /** Sends, unless that is done and only its record is missing, and records what came of it. */
    void attempt(Channel channel, DeliveryLog log, NotifySettings settings, Instant now) {
        Duration pause = settings.firstPause();
        try {
            if (recorded) {
                delivery = afterSending(channel, settings, now);
                recorded = false;
                pause = settings.pauseAfter(delivery.attempts());
            }
            log.write(partition, List.of(delivery));
            recorded = true;
        } catch (RuntimeException e) {
            LOG.warn("what came of notification {} is not recorded yet: {}", delivery.key(), e.toString());
        }
        due = now.plus(pause);
    }

    private Delivery afterSending(Channel channel, NotifySettings settings, Instant now) {
        Channel.Attempt attempt = send(channel);
        return switch (attempt.result()) {
            case ACCEPTED -> delivery.settled(Delivery.State.SENT, NotificationReason.ACCEPTED, now);
            case REFUSED -> {
                LOG.error("notification {} was refused: {}", delivery.key(), attempt.detail());
                yield delivery.settled(Delivery.State.GIVEN_UP, NotificationReason.REFUSED, now);
            }
            case TRY_AGAIN -> {
                LOG.warn("notification {} did not go out: {}", delivery.key(), attempt.detail());
                yield delivery.at().plus(settings.giveUpAfter()).isAfter(now)
                        ? delivery.triedInVain()
                        : delivery.settled(Delivery.State.GIVEN_UP, NotificationReason.TRIED_TOO_LONG, now);
            }
        };
    }

    private Channel.Attempt send(Channel channel) {
        try {
            return channel.send(
                    new Channel.Message(announcement, delivery.recipient(), delivery.messageId(), answers(channel)));
        } catch (RuntimeException e) {
            return new Channel.Attempt(Channel.Result.TRY_AGAIN, "the channel failed: " + e);
        }
    }

    private Optional<String> answers(Channel channel) {
        return announcement.change().transition() == Transition.OPENED
                ? Optional.empty()
                : Optional.of(channel.messageId(announcement.change().id(), Transition.OPENED, delivery.recipient()));
    }
}
