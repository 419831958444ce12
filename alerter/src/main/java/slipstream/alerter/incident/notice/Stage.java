package slipstream.alerter.incident.notice;

import java.time.Instant;
import java.util.Optional;

/** One question that a notification must pass before it is sent, such as whether somebody has silenced it. */
@FunctionalInterface
public interface Stage {
    /** Passes everything. */
    Stage OPEN = (announcement, recipient, now) -> Optional.empty();

    /** Why the notification must not be sent, if so. */
    Optional<NotificationReason> objection(Announcement announcement, String recipient, Instant now);
}
