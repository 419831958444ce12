package slipstream.gateway.http;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.Refusal;
import slipstream.gateway.admission.RejectedEvents.TooLate;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;

/** What was decided about the items of one request, in their order. */
final class Batch {
    private final List<ItemAnswer> answers;
    private final List<AdmittedEvent> admitted = new ArrayList<>();
    private final List<TooLate> tooLate = new ArrayList<>();

    Batch(int items) {
        answers = new ArrayList<>(items);
    }

    void admit(String id, AdmittedEvent event) {
        admitted.add(event);
        answers.add(new ItemAnswer(answers.size(), id, "accepted", null, null, null));
    }

    void refuse(@Nullable String id, Refusal refusal) {
        answers.add(new ItemAnswer(answers.size(), id, "refused", refusal.code(), refusal.field(), refusal.reason()));
    }

    /** Keeps what is refused only because it came too late. */
    void keep(TooLate observation) {
        tooLate.add(observation);
    }

    List<AdmittedEvent> admitted() {
        return admitted;
    }

    List<TooLate> tooLate() {
        return tooLate;
    }

    boolean isAllRefused() {
        return admitted.isEmpty() && !answers.isEmpty();
    }

    Answer answer() {
        return new Answer(admitted.size(), answers.size() - admitted.size(), answers);
    }

    Problem allRefused() {
        List<Fault> faults = answers.stream().map(ItemAnswer::asFault).toList();
        return Problem.of(StatusCodes.UNPROCESSABLE_ENTITY, "all-refused", "no item could be accepted")
                .withErrors(faults);
    }

    /**
     * The answer to a request of which something was taken, or which was empty.
     *
     * @param accepted how many items were taken
     * @param refused how many were not
     * @param items all of them, in their order
     */
    record Answer(int accepted, int refused, List<ItemAnswer> items) {}

    /**
     * The answer to one item.
     *
     * @param index which one, from 0
     * @param id its id, as far as it could be read
     * @param status accepted or refused
     * @param code why it was refused, for programs
     * @param field which field is at fault
     * @param reason why it was refused, for people
     */
    record ItemAnswer(
            int index,
            @Nullable String id,
            String status,
            @Nullable String code,
            @Nullable String field,
            @Nullable String reason) {
        Fault asFault() {
            return new Fault(index, orEmpty(field), orEmpty(code), orEmpty(reason));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
