package slipstream.gateway.catalogue.tokens;

import static slipstream.gateway.catalogue.CatalogueRoute.guarded;
import static slipstream.gateway.catalogue.CatalogueRoute.notFound;
import static slipstream.gateway.catalogue.CatalogueRoute.pathPart;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.StatusCodes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.schemas.avro.AccessToken;

/** {@code /v1/tokens}: makes, shows, lists and revokes API tokens; for operators. */
public final class TokenRoutes {
    private static final String ALL = "/v1/tokens";
    private static final String ONE = ALL + "/{id}";
    private static final int MAX_TOKENS = 10_000;

    private final IssuedTokens tokens;
    private final InstantSource clock;

    public TokenRoutes(IssuedTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Adds the routes, each behind its guard. */
    public void addTo(RoutingHandler routes, Credentials credentials) {
        routes.post(ALL, guarded(Scope.OPERATOR, credentials, this::make))
                .get(ALL, guarded(Scope.OPERATOR, credentials, this::list))
                .get(ONE, guarded(Scope.OPERATOR, credentials, this::show))
                .delete(ONE, guarded(Scope.OPERATOR, credentials, this::revoke));
    }

    private void make(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        if (tokens.all().size() >= MAX_TOKENS) {
            throw new InvalidInput(Problem.of(
                    StatusCodes.UNPROCESSABLE_ENTITY,
                    "too-many-tokens",
                    "at most " + MAX_TOKENS + " tokens can exist"));
        }
        String text = NewToken.token();
        AccessToken token = TokenInput.read(body, text, Instant.ofEpochMilli(clock.millis()));
        tokens.put(token);
        Replies.json(exchange, StatusCodes.CREATED, TokenAnswer.made(token, text));
    }

    private void list(HttpServerExchange exchange, Credential credential, byte[] body) {
        List<TokenAnswer> answers = tokens.all().stream().map(TokenAnswer::of).toList();
        Replies.json(exchange, StatusCodes.OK, Map.of("tokens", answers));
    }

    private void show(HttpServerExchange exchange, Credential credential, byte[] body) {
        tokens.token(pathPart(exchange, "id"))
                .ifPresentOrElse(
                        token -> Replies.json(exchange, StatusCodes.OK, TokenAnswer.of(token)),
                        () -> notFound(exchange, "token"));
    }

    private void revoke(HttpServerExchange exchange, Credential credential, byte[] body) {
        String id = pathPart(exchange, "id");
        if (tokens.token(id).isEmpty()) {
            notFound(exchange, "token");
            return;
        }
        tokens.remove(id);
        Replies.empty(exchange, StatusCodes.NO_CONTENT);
    }
}
