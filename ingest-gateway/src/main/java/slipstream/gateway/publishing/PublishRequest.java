package slipstream.gateway.publishing;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatch;
import java.util.Optional;
import java.util.function.IntFunction;
import slipstream.gateway.admission.EventIds;
import slipstream.gateway.publishing.token.SignedRequest;

/** The head of a request to publish, as it stands on the wire. */
final class PublishRequest {
    static final String APP_KEY = "appKey";

    private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");
    private static final int MAX_KEY = 100;

    private PublishRequest() {}

    /** What the token is checked against. */
    static SignedRequest signed(HttpServerExchange exchange, String contextPrefix) {
        return new SignedRequest(
                exchange.getRequestMethod().toString(),
                rawPath(exchange),
                exchange.getQueryString(),
                contextPrefix,
                exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                        .getParameters()
                        .getOrDefault(APP_KEY, ""),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION)));
    }

    /**
     * How the elements are named: by the sender's key and their place, so that sending again counts nothing twice, or at
     * random. Empty when the sender's key cannot be used.
     */
    static Optional<IntFunction<String>> names(HttpServerExchange exchange) {
        String key = exchange.getRequestHeaders().getFirst(IDEMPOTENCY_KEY);
        if (key == null) {
            return Optional.of(index -> EventIds.made());
        }
        boolean usable = !key.isBlank()
                && !EventIds.isReserved(key)
                && !EventIds.isOfLoad(key)
                && key.length() <= MAX_KEY
                && key.chars().allMatch(c -> c > ' ' && c < 127);
        return usable ? Optional.of(index -> key + ':' + index) : Optional.empty();
    }

    private static String rawPath(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int path = uri.indexOf('/', uri.indexOf("://") + 3);
        return path < 0 ? "" : uri.substring(path);
    }
}
