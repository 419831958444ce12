package slipstream.alerter.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Channel;
import slipstream.alerter.incident.notice.MessageId;

/** A mail server that writes down what it is handed. */
final class FakeChannel implements Channel {
    final List<Message> taken = new ArrayList<>();
    boolean on = true;
    int attempts;
    Function<Message, Result> answer = message -> Result.ACCEPTED;

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public List<String> recipients(App app) {
        return app.contacts().stream().map(contact -> "mail:" + contact).toList();
    }

    @Override
    public String messageId(IncidentId incident, Transition transition, String recipient) {
        return MessageId.of(incident, transition, recipient, "test.invalid");
    }

    @Override
    public Attempt send(Message message) {
        attempts++;
        Result result = answer.apply(message);
        if (result == Result.ACCEPTED) {
            taken.add(message);
        }
        return new Attempt(result, "planted");
    }

    /** Such as {@code OPENED mail:a@example.com}. */
    List<String> told() {
        return taken.stream()
                .map(message -> message.announcement().change().transition() + " " + message.recipient())
                .toList();
    }
}
