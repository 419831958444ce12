package slipstream.gateway.probe.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that is read and thrown away, and not read any further than a limit; its value is the response's status. */
final class DiscardedBody implements HttpResponse.BodySubscriber<Integer> {
    private final int status;
    private final long limit;
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long seen;

    DiscardedBody(int status, long limit) {
        this.status = status;
        this.limit = limit;
    }

    @Override
    public CompletionStage<Integer> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> chunks) {
        for (ByteBuffer chunk : chunks) {
            seen += chunk.remaining();
        }
        Flow.Subscription source = subscription;
        if (source == null) {
            return;
        }
        if (seen > limit) {
            source.cancel();
            done.complete(status);
        } else {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(status);
    }
}
