package slipstream.standalone.backfill;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import slipstream.gateway.admission.Refusal;
import slipstream.gateway.http.EventCheck;
import slipstream.kit.http.Json;

/** Judges events as the gateway would, as far as the event itself can tell; sends nothing. */
final class DryRun {
    private final EventCheck check = new EventCheck();
    private final InstantSource clock;
    private final Figures figures;

    DryRun(InstantSource clock, Figures figures) {
        this.clock = clock;
        this.figures = figures;
    }

    boolean take(Sender.Pending event, RefusedEvents refused) throws IOException {
        Optional<Refusal> refusal = check.refusalOf(Json.bytes(event.item().event()), clock.instant());
        if (refusal.isPresent()) {
            figures.refused.increment();
            refused.add(
                    event.source(),
                    event.item(),
                    refusal.get().code(),
                    (refusal.get().field() + " " + refusal.get().reason()).strip());
        } else {
            figures.admitted.increment();
            figures.repeated.add(event.repeated() ? 1 : 0);
        }
        return true;
    }
}
