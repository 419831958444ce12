package slipstream.processor.query;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.processor.slo.Partition;

/**
 * Finds who can answer a question about one app: this instance if it counts the app; else the one that does; else whoever keeps
 * a copy, this instance first. A partition that is changing hands may be with nobody for a moment, so all are asked again until
 * the time is up; no thread waits meanwhile.
 */
final class Routing {
    /** How long a question may stay without an answer; the last attempt takes what one peer may take. */
    static final Duration PATIENCE = Duration.ofMillis(1_300);

    private static final long PAUSE_MILLIS = 50;
    private static final String JSON = "application/json";
    private static final HttpString COPY = new HttpString("Slipstream-Copy");
    private static final String OWNER = "owner";
    private static final String STANDBY = "standby";

    private final Readers readers;
    private final Peers peers;
    private final Duration patience;

    Routing(Readers readers, Peers peers, Duration patience) {
        this.readers = readers;
        this.peers = peers;
        this.patience = patience;
    }

    /** Answers from the app's partition; call on a worker, because others may have to be asked. */
    void answer(String appKey, Function<Partition, Object> question, HttpServerExchange exchange) {
        attempt(new Open(appKey, question, System.nanoTime() + patience.toNanos()), exchange);
    }

    /**
     * Answers without waiting for anything, if the app is counted here and the question has an answer then. Where it is not answered,
     * nothing has been done.
     */
    boolean isAnsweredAtOnce(
            String appKey, Function<Partition, Optional<Object>> question, HttpServerExchange exchange) {
        Optional<Object> body;
        try {
            body = readers.atOnce(readers.partitionOf(appKey), question);
        } catch (Readers.NotReadable e) {
            return false;
        }
        body.ifPresent(found -> reply(OWNER, found, exchange));
        return body.isPresent();
    }

    /** A question that has no answer yet. */
    private record Open(String appKey, Function<Partition, Object> question, long until) {
        boolean isOverdue() {
            return System.nanoTime() >= until;
        }
    }

    private void attempt(Open open, HttpServerExchange exchange) {
        String why = "the app's partition is changing hands";
        try {
            if (isAnswered(open, exchange)) {
                return;
            }
        } catch (Readers.NotReadable e) {
            why = String.valueOf(e.getMessage());
        } catch (AsOf.Unanswerable e) {
            Replies.problem(exchange, e.problem());
            return;
        }
        if (Peers.isAskedByPeer(exchange) || open.isOverdue()) {
            Replies.problem(exchange, Problem.of(503, "not-readable", "for now, " + why + "; ask again"));
            return;
        }
        Executor soon = CompletableFuture.delayedExecutor(
                PAUSE_MILLIS, TimeUnit.MILLISECONDS, exchange.getConnection().getWorker());
        exchange.dispatch(soon, again -> attempt(open, again));
    }

    private boolean isAnswered(Open open, HttpServerExchange exchange) {
        int partition = readers.partitionOf(open.appKey());
        Optional<Partition> here = readers.here(partition);
        if (here.isPresent()) {
            reply(OWNER, open.question().apply(here.get()), exchange);
            return true;
        }
        if (Peers.isAskedByPeer(exchange)) {
            return isAnsweredFromCopy(partition, open, exchange);
        }
        Readers.Elsewhere elsewhere = readers.elsewhere(partition);
        return isAnsweredByAny(elsewhere.owner().stream().toList(), open, exchange)
                || isAnsweredFromCopy(partition, open, exchange)
                || isAnsweredByAny(elsewhere.standbys(), open, exchange);
    }

    private boolean isAnsweredByAny(List<String> asked, Open open, HttpServerExchange exchange) {
        for (String peer : asked) {
            if (!peers.isLeftAlone(peer) && !open.isOverdue()) {
                Optional<HttpResponse<byte[]>> answer =
                        peers.ask(peer, exchange).join();
                if (answer.isPresent()) {
                    passOn(answer.get(), exchange);
                    return true;
                }
            }
        }
        return false;
    }

    private static void passOn(HttpResponse<byte[]> answer, HttpServerExchange exchange) {
        answer.headers().firstValue(COPY.toString()).ifPresent(copy -> exchange.getResponseHeaders()
                .put(COPY, copy));
        String type = answer.headers().firstValue(Headers.CONTENT_TYPE_STRING).orElse(JSON);
        Replies.send(exchange, answer.statusCode(), type, answer.body());
    }

    private static void reply(String copy, Object body, HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(COPY, copy);
        Replies.json(exchange, 200, body);
    }

    private boolean isAnsweredFromCopy(int partition, Open open, HttpServerExchange exchange) {
        Optional<Object> copied = readers.copy(partition, Set.of(open.appKey()), open.question());
        copied.ifPresent(body -> reply(STANDBY, body, exchange));
        return copied.isPresent();
    }
}
