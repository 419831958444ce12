package slipstream.kit.access;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;

/** What stands before a route: lets in who shows a bearer token with the scope that the route asks for. */
public final class Guard implements HttpHandler {
    private static final AttachmentKey<Credential> CREDENTIAL = AttachmentKey.create(Credential.class);
    private static final String BEARER = "Bearer ";
    private static final int MAX_TOKEN_LENGTH = 4_096;

    private final Scope scope;
    private final Credentials credentials;
    private final HttpHandler next;

    private Guard(Scope scope, Credentials credentials, HttpHandler next) {
        this.scope = scope;
        this.credentials = credentials;
        this.next = next;
    }

    /** Guards a handler: 401 without a known token, 403 without the scope. */
    public static HttpHandler requires(Scope scope, Credentials credentials, HttpHandler next) {
        return new Guard(scope, credentials, next);
    }

    /** The credential with which a guarded request came. */
    public static Credential credential(HttpServerExchange exchange) {
        Credential credential = exchange.getAttachment(CREDENTIAL);
        if (credential == null) {
            throw new IllegalStateException("no guard stands before " + exchange.getRequestPath());
        }
        return credential;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Optional<Credential> credential =
                credentialOf(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
        if (credential.isEmpty()) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            Replies.problem(exchange, Problem.of(401, "unauthorized", "a known bearer token is required"));
        } else if (!credential.get().may(scope)) {
            Replies.problem(exchange, Problem.of(403, "forbidden", "the scope " + scope.id() + " is required"));
        } else {
            exchange.putAttachment(CREDENTIAL, credential.get());
            next.handleRequest(exchange);
        }
    }

    private Optional<Credential> credentialOf(@Nullable String header) {
        if (header == null
                || header.length() > MAX_TOKEN_LENGTH
                || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return credentials.ofToken(header.substring(BEARER.length()).strip());
    }
}
