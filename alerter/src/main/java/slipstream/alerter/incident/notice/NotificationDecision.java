package slipstream.alerter.incident.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Transition;

/**
 * Decides, once and at first sight, whether a recipient is told of a change. Asked again later, it keeps to what was
 * recorded.
 *
 * @param silence whether a person wished not to be told
 * @param exclusion whether it is a time in which nobody is told
 * @param horizon how long a change is news
 */
public record NotificationDecision(Stage silence, Stage exclusion, Duration horizon) {
    /** What was recorded of earlier notifications. */
    @FunctionalInterface
    public interface Recorded {
        Optional<Delivery> find(String key);
    }

    /**
     * Silence → exclusion → de-duplicate, for a recipient that the route has found. An exclusion makes the beginning of an
     * incident wait; the end of one whose beginning was told is told in any case.
     */
    public NotificationReason decide(Announcement announcement, String recipient, Recorded recorded, Instant now) {
        IncidentChange change = announcement.change();
        Optional<Delivery> own = recorded.find(Delivery.key(change.id(), change.transition(), recipient));
        if (own.isPresent()) {
            return own.get().isSettled() ? NotificationReason.ALREADY_SENT : NotificationReason.SEND;
        }
        Optional<NotificationReason> silenced = silence.objection(announcement, recipient, now);
        if (silenced.isPresent()) {
            return silenced.get();
        }
        if (change.at().plus(horizon).isBefore(now)) {
            return NotificationReason.OLDER_THAN_NOTIFICATION_HORIZON;
        }
        if (announcement.isResolved()) {
            return wasToldOfOpening(change, recipient, recorded)
                    ? NotificationReason.SEND
                    : NotificationReason.OPENING_NOT_TOLD;
        }
        return exclusion.objection(announcement, recipient, now).orElse(NotificationReason.SEND);
    }

    /** Whether a beginning that waits because of an exclusion must wait on. */
    public boolean waits(Announcement announcement, String recipient, Instant now) {
        return exclusion.objection(announcement, recipient, now).isPresent();
    }

    private static boolean wasToldOfOpening(IncidentChange change, String recipient, Recorded recorded) {
        return recorded.find(Delivery.key(change.id(), Transition.OPENED, recipient))
                .filter(opening -> opening.state() == Delivery.State.SENT || opening.state() == Delivery.State.SENDING)
                .isPresent();
    }
}
