package slipstream.kit.http;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a request that nobody answered gets its answer: a fault of ours becomes a 500 with a reference that
 * is also in the log, any other bare error status becomes a problem document.
 */
final class ProblemAnswers implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final HttpHandler next;
    private final DefaultResponseListener answer = ProblemAnswers::answer;

    ProblemAnswers(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addDefaultResponseListener(answer);
        next.handleRequest(exchange);
    }

    private static boolean answer(HttpServerExchange exchange) {
        Throwable fault = exchange.getAttachment(DefaultResponseListener.EXCEPTION);
        if (fault instanceof RequestTooBigException) {
            Replies.problem(exchange, Problem.of(413, "body-too-large", "the body is too large"));
            return true;
        }
        if (fault != null) {
            String reference = UUID.randomUUID().toString();
            LOG.error(
                    "{} {} failed, reference {}",
                    exchange.getRequestMethod(),
                    exchange.getRequestPath(),
                    reference,
                    fault);
            Replies.problem(exchange, Problem.of(500, "internal-error", "our fault; reference " + reference));
            return true;
        }
        return answerBareStatus(exchange);
    }

    private static boolean answerBareStatus(HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (status < 400) {
            return false;
        }
        String code =
                switch (status) {
                    case 404 -> "not-found";
                    case 405 -> "method-not-allowed";
                    case 503 -> "shutting-down";
                    default -> "status-" + status;
                };
        Replies.problem(
                exchange, Problem.of(status, code, exchange.getRequestMethod() + " " + exchange.getRequestPath()));
        return true;
    }
}
