package slipstream.gateway.admission;

import java.util.function.Consumer;

/** The decision about one observation: taken, or refused with a reason. */
public sealed interface Admission {
    /** Hands the decision to the one of the two that it concerns. */
    void match(Consumer<AdmittedEvent> admitted, Consumer<Refusal> refused);

    /** The observation was taken. */
    record Admitted(AdmittedEvent event) implements Admission {
        @Override
        public void match(Consumer<AdmittedEvent> admitted, Consumer<Refusal> refused) {
            admitted.accept(event);
        }
    }

    /** The observation was not taken. */
    record Refused(Refusal refusal) implements Admission {
        @Override
        public void match(Consumer<AdmittedEvent> admitted, Consumer<Refusal> refused) {
            refused.accept(refusal);
        }
    }
}
