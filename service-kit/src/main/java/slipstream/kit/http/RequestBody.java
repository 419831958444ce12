package slipstream.kit.http;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The body of a request, read whole and without a waiting thread, up to a limit. */
public final class RequestBody {
    private RequestBody() {}

    /**
     * Reads the body and hands it on; a longer one is answered 413. Called from the last handler of a route, not from a
     * dispatched task; the consumer answers the exchange or dispatches it.
     */
    public static void read(HttpServerExchange exchange, int maxBytes, Consumer<byte[]> consumer) {
        read(exchange, maxBytes, (same, body) -> consumer.accept(body));
    }

    /** Reads the body and hands it on together with the exchange. */
    public static void read(
            HttpServerExchange exchange, int maxBytes, BiConsumer<HttpServerExchange, byte[]> consumer) {
        String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            exchange.setPersistent(false);
            Replies.problem(
                    exchange, Problem.of(415, "unsupported-encoding", "the body must come without content encoding"));
            return;
        }
        long announced = exchange.getRequestContentLength();
        if (announced > maxBytes) {
            tooLarge(exchange, maxBytes);
            return;
        }
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(maxBytes);
        receiver.receiveFullBytes(consumer::accept, (same, fault) -> refuse(same, fault, maxBytes));
    }

    private static void refuse(HttpServerExchange exchange, IOException fault, int maxBytes) {
        if (fault instanceof Receiver.RequestToLargeException
                || fault instanceof io.undertow.server.RequestTooBigException) {
            tooLarge(exchange, maxBytes);
        } else {
            exchange.setPersistent(false);
            Replies.problem(exchange, Problem.of(400, "incomplete-body", "the body ended before it was complete"));
        }
    }

    private static void tooLarge(HttpServerExchange exchange, int maxBytes) {
        exchange.setPersistent(false);
        Replies.problem(
                exchange, Problem.of(413, "body-too-large", "the body may have at most " + maxBytes + " bytes"));
    }
}
