package slipstream.kit.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;

/** The answers that every route gives in the same form. */
public final class Replies {
    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";

    private Replies() {}

    /** Answers a value as JSON. */
    public static void json(HttpServerExchange exchange, int status, Object body) {
        send(exchange, status, JSON, Json.bytes(body));
    }

    /** Answers a problem document with its own status. */
    public static void problem(HttpServerExchange exchange, Problem problem) {
        send(exchange, problem.status(), PROBLEM_JSON, Json.bytes(problem));
    }

    /** Answers bytes of any type. */
    public static void send(HttpServerExchange exchange, int status, String contentType, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /** Answers without a body. */
    public static void empty(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        exchange.endExchange();
    }
}
