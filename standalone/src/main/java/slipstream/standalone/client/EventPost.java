package slipstream.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Posts batches of events until they are answered; what may pass is tried again, with longer and longer pauses and an end. */
public final class EventPost {
    private static final Set<Integer> MAY_PASS = Set.of(429, 502, 503, 504);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Waits between two attempts. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    /**
     * What became of one event.
     *
     * @param accepted whether it is durable
     * @param code why not, for programs
     * @param reason why not, for people
     */
    public record Answered(boolean accepted, String code, String reason) {}

    /** The gateway did not take a batch within the time that was given. */
    public static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1;

        GivenUp(Duration after, String last) {
            super("given up after " + after.toSeconds() + " s; the last attempt: " + last);
        }
    }

    private final HttpCalls calls;
    private final String url;
    private final Duration giveUpAfter;
    private final Pause pause;
    private final LongSupplier nanos;

    /**
     * A way to post.
     *
     * @param endpoints where the gateway answers
     * @param token with the scope write
     * @param giveUpAfter how long one batch is tried
     * @param pause waits
     * @param nanos a clock that only moves forward
     */
    public EventPost(Endpoints endpoints, String token, Duration giveUpAfter, Pause pause, LongSupplier nanos) {
        this.calls = new HttpCalls(token);
        this.url = endpoints.gateway() + "/v1/events";
        this.giveUpAfter = giveUpAfter;
        this.pause = pause;
        this.nanos = nanos;
    }

    /** Posts a JSON array and answers what became of each event, in their order. */
    public List<Answered> post(byte[] array) throws GivenUp, InterruptedException {
        long began = nanos.getAsLong();
        Duration next = FIRST_PAUSE;
        while (true) {
            String last;
            try {
                HttpCalls.Answer answer = calls.once("POST", url, array);
                if (!MAY_PASS.contains(answer.status())) {
                    return answered(answer.orFail(202, 422));
                }
                last = "status " + answer.status();
            } catch (UncheckedIOException unreachable) {
                last = String.valueOf(unreachable.getMessage());
            }
            if (nanos.getAsLong() - began + next.toNanos() > giveUpAfter.toNanos()) {
                throw new GivenUp(giveUpAfter, last);
            }
            pause.of(next);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static List<Answered> answered(HttpCalls.Answer answer) {
        List<Answered> all = new ArrayList<>();
        for (JsonNode item : answer.json().path(answer.status() == 202 ? "items" : "errors")) {
            all.add(new Answered(
                    item.path("status").asText().equals("accepted"),
                    item.path("code").asText(),
                    sentence(item.path("field").asText(), item.path("reason").asText())));
        }
        return all;
    }

    private static String sentence(String field, String reason) {
        return field.isEmpty() ? reason : field + " " + reason;
    }
}
