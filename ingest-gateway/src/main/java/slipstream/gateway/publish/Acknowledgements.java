package slipstream.gateway.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The acknowledgements that are still missing of one batch; the first failure fails all. */
final class Acknowledgements implements Callback {
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private final AtomicInteger missing;

    Acknowledgements(int records) {
        missing = new AtomicInteger(records);
        if (records == 0) {
            all.complete(null);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception fault) {
        if (fault != null) {
            failed(fault);
        } else if (missing.decrementAndGet() == 0) {
            all.complete(null);
        }
    }

    void failed(Exception fault) {
        all.completeExceptionally(fault);
    }

    CompletableFuture<Void> all() {
        return all;
    }
}
