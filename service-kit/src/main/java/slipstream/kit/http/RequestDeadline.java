package slipstream.kit.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * A deadline over a whole request, from its head to the last byte of its answer: whoever drips a body, or reads an answer in
 * drips, is hung up on. The idle timeout of the server knows neither.
 */
final class RequestDeadline implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);

    private final long millis;
    private final HttpHandler next;

    RequestDeadline(Duration deadline, HttpHandler next) {
        this.millis = deadline.toMillis();
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        XnioExecutor.Key timer =
                exchange.getIoThread().executeAfter(() -> hangUp(exchange), millis, TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((same, nextListener) -> over(timer, nextListener));
        next.handleRequest(exchange);
    }

    private static void over(XnioExecutor.Key timer, ExchangeCompletionListener.NextListener nextListener) {
        timer.remove();
        nextListener.proceed();
    }

    private static void hangUp(HttpServerExchange exchange) {
        LOG.debug("{} took too long", exchange.getRequestMethod());
        IoUtils.safeClose(exchange.getConnection());
    }
}
