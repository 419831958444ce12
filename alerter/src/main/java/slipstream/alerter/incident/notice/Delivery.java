package slipstream.alerter.incident.notice;

import java.time.Instant;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Transition;

/**
 * What became of one notification: one change of an incident, told one recipient.
 *
 * @param incidentId the incident
 * @param transition the change
 * @param recipient how and whom, such as {@code mail:oncall@example.com}
 * @param state how far it got
 * @param reason why it is in that state
 * @param messageId by which the receiver can tell a repeated message
 * @param attempts how often it was tried
 * @param at when the state was reached
 */
public record Delivery(
        IncidentId incidentId,
        Transition transition,
        String recipient,
        State state,
        NotificationReason reason,
        String messageId,
        int attempts,
        Instant at) {
    /** How far a notification got. */
    public enum State {
        /** It is to be sent; it may have been. */
        SENDING,
        SENT,
        /** It was decided not to send it. */
        NOT_SENT,
        GIVEN_UP
    }

    /** The key of its records. */
    public String key() {
        return key(incidentId, transition, recipient);
    }

    /** The key of the records of a notification. */
    public static String key(IncidentId incidentId, Transition transition, String recipient) {
        return incidentId + "/" + transition + "/" + recipient;
    }

    /** Whether nothing more will happen to it. */
    public boolean isSettled() {
        return state != State.SENDING;
    }

    /** The same notification, still to be sent after another vain attempt. */
    public Delivery triedInVain() {
        return new Delivery(
                incidentId,
                transition,
                recipient,
                State.SENDING,
                NotificationReason.TRYING_AGAIN,
                messageId,
                attempts + 1,
                at);
    }

    /** The same notification, not to be sent after all. */
    public Delivery dropped(NotificationReason why, Instant now) {
        return new Delivery(incidentId, transition, recipient, State.NOT_SENT, why, messageId, attempts, now);
    }

    /** The same notification after its last attempt. */
    public Delivery settled(State end, NotificationReason why, Instant now) {
        return new Delivery(incidentId, transition, recipient, end, why, messageId, attempts + 1, now);
    }
}
