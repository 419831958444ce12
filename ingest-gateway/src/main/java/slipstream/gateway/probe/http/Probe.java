package slipstream.gateway.probe.http;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** One question to one address. The answer always comes, in bounded time; it is an exception only when the fault is ours. */
@FunctionalInterface
public interface Probe {
    CompletableFuture<ProbeOutcome> ask(URI address);
}
