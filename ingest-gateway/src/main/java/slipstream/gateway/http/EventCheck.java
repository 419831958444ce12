package slipstream.gateway.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.Refusal;

/** What {@code POST /v1/events} would say of one item, as far as that can be told without the catalogue and the edition. */
public final class EventCheck {
    private final BatchReader reader = new BatchReader();

    /**
     * Why an item would be refused; empty when it would not.
     *
     * @param json the item, without a line end
     * @param now when it would arrive
     */
    public Optional<Refusal> refusalOf(byte[] json, Instant now) {
        List<Refusal> refusals = new ArrayList<>();
        try {
            for (Item item : reader.readLines(json)) {
                item.match(
                        read -> AdmissionPolicy.refusalOfTime(read.observation().occurredAt(), now)
                                .ifPresent(refusals::add),
                        (id, refusal) -> refusals.add(refusal));
            }
        } catch (UnreadableBatch unreadable) {
            throw new IllegalArgumentException("one item is expected", unreadable);
        }
        return refusals.stream().findFirst();
    }
}
