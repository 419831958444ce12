package slipstream.processor.query;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.http.RequestBody;

/**
 * The other instances, as they are asked: once each and with a short deadline, and an instance that is asked by another answers
 * from what it has itself. One that did not answer is left alone for a moment, so that not every question waits for it.
 */
final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    /** How long one of them may take, where nothing else is said. */
    static final Duration DEADLINE = Duration.ofMillis(600);

    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
    private static final HttpString FORWARDED = new HttpString("X-Slipstream-Forwarded");
    private static final HttpString PARTITIONS = new HttpString("X-Slipstream-Partitions");
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}(,\\d{1,6})*");
    private static final int SERVER_FAULT = 500;
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final AttachmentKey<byte[]> BODY = AttachmentKey.create(byte[].class);

    private final Duration deadline;
    private final HttpClient client;
    private final Map<String, Long> silentSince = new ConcurrentHashMap<>();

    /** Peers that may take so long to answer. */
    Peers(Duration deadline) {
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .build();
    }

    /** Whether a request came from another instance. */
    static boolean isAskedByPeer(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().contains(FORWARDED);
    }

    /** A handler that is called once the body of the request has been read, for itself and for whoever is asked instead. */
    static HttpHandler withBody(HttpHandler handler) {
        return exchange -> RequestBody.read(exchange, MAX_BODY_BYTES, (same, body) -> {
            same.putAttachment(BODY, body);
            same.dispatch(handler);
        });
    }

    /** The body that was read. */
    static byte[] body(HttpServerExchange exchange) {
        byte[] body = exchange.getAttachment(BODY);
        return body == null ? new byte[0] : body;
    }

    /** Whether it did not answer only a moment ago. */
    boolean isLeftAlone(String peer) {
        Long since = silentSince.get(peer);
        return since != null && System.nanoTime() - since < LEFT_ALONE.toNanos();
    }

    /** The partitions that another instance asks for. */
    static Optional<Set<Integer>> partitionsAsked(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(PARTITIONS))
                .filter(numbers -> NUMBERS.matcher(numbers).matches())
                .map(numbers ->
                        Stream.of(numbers.split(",")).map(Integer::valueOf).collect(Collectors.toSet()));
    }

    /** The same question to another instance; empty when it does not answer, or cannot. */
    CompletableFuture<Optional<HttpResponse<byte[]>>> ask(String peer, HttpServerExchange exchange) {
        return ask(peer, request(peer, exchange));
    }

    /** The same question, for some partitions only. */
    CompletableFuture<Optional<HttpResponse<byte[]>>> ask(
            String peer, Set<Integer> partitions, HttpServerExchange exchange) {
        String numbers = partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
        return ask(peer, request(peer, exchange).header(PARTITIONS.toString(), numbers));
    }

    private HttpRequest.Builder request(String peer, HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        String path = query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(peer + path))
                .timeout(deadline)
                .header(FORWARDED.toString(), "1");
        byte[] body = exchange.getAttachment(BODY);
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        }
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (authorization != null) {
            request.header(Headers.AUTHORIZATION_STRING, authorization);
        }
        return request;
    }

    private CompletableFuture<Optional<HttpResponse<byte[]>>> ask(String peer, HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .handle((answer, silence) -> noted(peer, answer, silence));
    }

    private Optional<HttpResponse<byte[]>> noted(
            String peer, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable silence) {
        if (answer == null) {
            LOG.debug("{} does not answer", peer, silence);
            silentSince.put(peer, System.nanoTime());
            return Optional.empty();
        }
        silentSince.remove(peer);
        return answer.statusCode() >= SERVER_FAULT ? Optional.empty() : Optional.of(answer);
    }
}
