package slipstream.gateway.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.RejectedEvents;

/** Keeps what it was given; durable at once, or never, or when told. */
final class RecordedPublisher implements EventPublisher, RejectedEvents {
    final List<AdmittedEvent> events = new CopyOnWriteArrayList<>();
    final List<TooLate> kept = new CopyOnWriteArrayList<>();
    volatile CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<Void> publish(List<AdmittedEvent> admitted) {
        events.addAll(admitted);
        return durable;
    }

    @Override
    public CompletionStage<Void> keep(List<TooLate> observations) {
        kept.addAll(observations);
        return durable;
    }
}
