package slipstream.gateway.http;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Refusal;

/** One item of a request: an observation, or why it is none. */
sealed interface Item {
    /** Hands the item to the one of the two that it concerns. */
    void match(Consumer<Understood> understood, BiConsumer<String, Refusal> notUnderstood);

    /**
     * An item that could be read.
     *
     * @param observation what it says
     * @param body the request that it stands in
     * @param from where it begins
     * @param to where it ends, exclusive
     */
    @SuppressWarnings("ArrayRecordComponent") // one array for all items of a request, never compared
    record Understood(Observation observation, byte[] body, int from, int to) implements Item {
        @Override
        public void match(Consumer<Understood> understood, BiConsumer<String, Refusal> notUnderstood) {
            understood.accept(this);
        }

        /** The item's bytes as they came. */
        byte[] raw() {
            return Arrays.copyOfRange(body, from, to);
        }
    }

    /**
     * An item that could not be read.
     *
     * @param id its id, if that much could be read
     * @param refusal what is wrong with it
     */
    record NotUnderstood(@Nullable String id, Refusal refusal) implements Item {
        @Override
        public void match(Consumer<Understood> understood, BiConsumer<String, Refusal> notUnderstood) {
            notUnderstood.accept(id == null ? "" : id, refusal);
        }
    }
}
