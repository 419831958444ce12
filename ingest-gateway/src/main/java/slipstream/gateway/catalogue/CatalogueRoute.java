package slipstream.gateway.catalogue;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.util.concurrent.Executor;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Guard;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.kit.http.RequestBody;

/** How a route of the catalogue is called: guarded, its body read, in a worker thread that may wait for Kafka. */
public final class CatalogueRoute {
    /** How long a body may be. */
    private static final int MAX_BODY_BYTES = 512 * 1024;

    private CatalogueRoute() {}

    /** What a route does once the request has been let in and read. */
    @FunctionalInterface
    public interface Action {
        /** Answers the exchange. */
        void run(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput;
    }

    /** A handler that lets in who has the scope. */
    public static HttpHandler guarded(Scope scope, Credentials credentials, Action action) {
        return Guard.requires(
                scope,
                credentials,
                exchange -> RequestBody.read(exchange, MAX_BODY_BYTES, body -> {
                    Executor worker = exchange.getConnection().getWorker();
                    HttpHandler inWorker = same -> act(same, action, body);
                    exchange.dispatch(worker, inWorker);
                }));
    }

    private static void act(HttpServerExchange exchange, Action action, byte[] body) {
        try {
            action.run(exchange, Guard.credential(exchange), body);
        } catch (InvalidInput e) {
            Replies.problem(exchange, e.problem());
        } catch (NotDurable e) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            Replies.problem(
                    exchange,
                    Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "not-durable", "could not be stored; send it again"));
        }
    }

    /** A part of the path that has a name. */
    public static String pathPart(HttpServerExchange exchange, String name) {
        return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .getOrDefault(name, "");
    }

    /** Answers as for something that does not exist, whether it does not or is not for who is asking. */
    public static void notFound(HttpServerExchange exchange, String what) {
        Replies.problem(exchange, Problem.of(StatusCodes.NOT_FOUND, "unknown-" + what, "no such " + what));
    }
}
