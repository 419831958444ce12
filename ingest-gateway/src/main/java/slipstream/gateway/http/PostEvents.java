package slipstream.gateway.http;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.gateway.admission.Accounting;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.RejectedEvents;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Guard;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.kit.http.RequestBody;

/**
 * {@code POST /v1/events}: answers 202 once everything that was taken is durable, never before; no thread waits meanwhile.
 * Stands behind a guard.
 */
public final class PostEvents implements HttpHandler {
    /** How long a body may be. */
    static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

    /** A longer body is read by a worker, so that the connection's thread stays free for short ones. */
    private static final int SHORT_BODY_BYTES = 32 * 1024;

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Logger LOG = LoggerFactory.getLogger(PostEvents.class);

    private final BatchReader reader = new BatchReader();
    private final BatchDecision decision;
    private final EventPublisher publisher;
    private final RejectedEvents rejected;

    public PostEvents(
            Apps apps,
            AdmissionPolicy policy,
            EventPublisher publisher,
            RejectedEvents rejected,
            Accounting accounting,
            InstantSource clock) {
        this.decision = new BatchDecision(apps, policy, accounting, clock);
        this.publisher = publisher;
        this.rejected = rejected;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        RequestBody.read(exchange, MAX_BODY_BYTES, body -> {
            Executor executor = body.length <= SHORT_BODY_BYTES
                    ? SameThreadExecutor.INSTANCE
                    : exchange.getConnection().getWorker();
            exchange.dispatch(executor, () -> takeOrFail(body, exchange));
        });
    }

    /** Nobody above would answer the exchange of a dispatched task that throws. */
    private void takeOrFail(byte[] body, HttpServerExchange exchange) {
        try {
            take(body, exchange);
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        }
    }

    private void take(byte[] body, HttpServerExchange exchange) {
        try {
            List<Item> items = isLines(exchange) ? reader.readLines(body) : reader.readArray(body);
            Credential credential = Guard.credential(exchange);
            store(decision.decide(items, credential), exchange);
        } catch (UnreadableBatch unreadable) {
            Replies.problem(exchange, unreadable.problem());
        }
    }

    private static boolean isLines(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("ndjson");
    }

    private void store(Batch batch, HttpServerExchange exchange) {
        var unused = durable(batch)
                .whenCompleteAsync((done, lost) -> answerOrFail(batch, lost, exchange), exchange.getIoThread());
    }

    private CompletionStage<Void> durable(Batch batch) {
        CompletionStage<Void> events = publisher.publish(batch.admitted());
        return batch.tooLate().isEmpty()
                ? events
                : rejected.keep(batch.tooLate()).thenCompose(kept -> events);
    }

    private static void answerOrFail(Batch batch, @Nullable Throwable lost, HttpServerExchange exchange) {
        try {
            answer(batch, lost, exchange);
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        }
    }

    private static void answer(Batch batch, @Nullable Throwable lost, HttpServerExchange exchange) {
        if (lost != null) {
            LOG.debug("events could not be made durable", lost);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
            Replies.problem(
                    exchange,
                    Problem.of(
                            StatusCodes.SERVICE_UNAVAILABLE,
                            "not-durable",
                            "not everything could be stored; send all of it again, nothing is counted twice"));
        } else if (batch.isAllRefused()) {
            Replies.problem(exchange, batch.allRefused());
        } else {
            Replies.json(exchange, StatusCodes.ACCEPTED, batch.answer());
        }
    }

    /** Leaves the answer, and the line in the log, to the one place that turns our faults into problems. */
    private static void fail(HttpServerExchange exchange, Throwable fault) {
        exchange.putAttachment(DefaultResponseListener.EXCEPTION, fault);
        exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
        exchange.endExchange();
    }
}
