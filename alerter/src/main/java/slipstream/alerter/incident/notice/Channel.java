package slipstream.alerter.incident.notice;

import java.util.List;
import java.util.Optional;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Transition;

/** A way to reach people: it renders messages and hands them over. */
public interface Channel {
    /** Its name, which begins the name of each of its recipients: {@code mail}. */
    String name();

    /** Whether it is in use. */
    boolean isOn();

    /** The recipients whom an app names for this channel, such as {@code mail:oncall@example.com}. */
    List<String> recipients(App app);

    /** The id of the message that tells a recipient of a change. */
    String messageId(IncidentId incident, Transition transition, String recipient);

    /** Tries once, within a deadline of its own. */
    Attempt send(Message message);

    /**
     * A message to be sent.
     *
     * @param announcement what it tells
     * @param recipient whom
     * @param id its own id
     * @param answers id of the message about the opening, when this one is about what came after
     */
    record Message(Announcement announcement, String recipient, String id, Optional<String> answers) {}

    /**
     * What came of an attempt.
     *
     * @param result whether trying again makes sense
     * @param detail in the receiving side's words
     */
    record Attempt(Result result, String detail) {
        public static final Attempt ACCEPTED = new Attempt(Result.ACCEPTED, "accepted");
    }

    /** Whether trying again makes sense. */
    enum Result {
        ACCEPTED,
        TRY_AGAIN,
        REFUSED
    }
}
