package slipstream.gateway.probe.http;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tells a fault of the app from a fault of our own network: a failure counts only if a well-known address can be reached
 * after it. Whoever asks while a check is under way gets the answer of that one.
 */
public final class ControlCheck {
    private final Probe probe;
    private final Optional<URI> address;
    private @Nullable CompletableFuture<Boolean> underWay;

    /** A check of one address; without an address the network counts as working. */
    public ControlCheck(Probe probe, Optional<URI> address) {
        this.probe = probe;
        this.address = address;
    }

    /** Whether we can reach anything at all. Any answer will do, whatever its status. */
    public CompletableFuture<Boolean> networkWorks() {
        return address.map(this::joined).orElseGet(() -> CompletableFuture.completedFuture(true));
    }

    private synchronized CompletableFuture<Boolean> joined(URI known) {
        CompletableFuture<Boolean> running = underWay;
        if (running == null || running.isDone()) {
            running = probe.ask(known).handle((outcome, ours) -> ours == null && outcome.status() != null);
            underWay = running;
        }
        return running.copy();
    }
}
