package slipstream.processor.query;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;

/** Hands a request on to the instance that can answer it, once: an instance never forwards what was forwarded to it. */
final class Forward {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final HttpString FORWARDED = new HttpString("X-Slipstream-Forwarded");
    private static final String JSON = "application/json";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();

    /** Whether a request came from another instance. */
    static boolean isForwarded(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().contains(FORWARDED);
    }

    /** Asks the owner and passes its answer on; blocks, so call it on a worker. */
    void to(String owner, HttpServerExchange exchange) {
        String query = exchange.getQueryString().isEmpty() ? "" : "?" + exchange.getQueryString();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(owner + exchange.getRequestURI() + query))
                .timeout(DEADLINE)
                .header(FORWARDED.toString(), "1");
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (authorization != null) {
            request.header(Headers.AUTHORIZATION_STRING, authorization);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Replies.send(
                    exchange,
                    answer.statusCode(),
                    answer.headers().firstValue(Headers.CONTENT_TYPE_STRING).orElse(JSON),
                    answer.body());
        } catch (IOException e) {
            Replies.problem(
                    exchange, Problem.of(503, "owner-unreachable", "the instance that holds the app does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Replies.problem(exchange, Problem.of(503, "closing", "this instance is closing"));
        }
    }
}
