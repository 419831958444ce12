package slipstream.gateway.admission;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where admitted events go. */
@FunctionalInterface
public interface EventPublisher {
    /** Completes once every event is durable; fails when one of them is not. Never blocks. */
    CompletionStage<Void> publish(List<AdmittedEvent> events);
}
