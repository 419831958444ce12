package slipstream.gateway.catalogue.installations;

import static slipstream.gateway.catalogue.CatalogueRoute.guarded;
import static slipstream.gateway.catalogue.CatalogueRoute.notFound;
import static slipstream.gateway.catalogue.CatalogueRoute.pathPart;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.catalogue.CatalogueRoute.Action;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.gateway.catalogue.installations.AppInstallations.Opened;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;
import slipstream.kit.http.Replies;

/** {@code /v1/apps/{appKey}/installations}: puts, shows, lists and removes installations; never shows a secret. */
public final class InstallationRoutes {
    private static final String ALL = "/v1/apps/{appKey}/installations";
    private static final String ONE = ALL + "/{clientKey}";
    private static final Pattern CLIENT_KEY = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._:@-]{1,128}");
    private static final int MAX_PER_APP = 1_000;

    private final Apps apps;
    private final KnownInstallations installations;
    private final InstantSource clock;

    public InstallationRoutes(Apps apps, KnownInstallations installations, InstantSource clock) {
        this.apps = apps;
        this.installations = installations;
        this.clock = clock;
    }

    /** Adds the routes, each behind its guard. */
    public void addTo(RoutingHandler routes, Credentials credentials) {
        routes.get(ALL, guarded(Scope.READ, credentials, ofReachedApp(this::list)))
                .get(ONE, guarded(Scope.READ, credentials, ofReachedApp(this::show)))
                .put(ONE, guarded(Scope.WRITE, credentials, ofReachedApp(this::put)))
                .delete(ONE, guarded(Scope.WRITE, credentials, ofReachedApp(this::remove)));
    }

    private Action ofReachedApp(Action action) {
        return (exchange, credential, body) -> {
            String appKey = pathPart(exchange, "appKey");
            if (credential.reaches(appKey) && apps.app(appKey).isPresent()) {
                action.run(exchange, credential, body);
            } else {
                notFound(exchange, "app");
            }
        };
    }

    private void list(HttpServerExchange exchange, Credential credential, byte[] body) {
        List<InstallationAnswer> answers = installations.known(pathPart(exchange, "appKey")).newestFirst().stream()
                .map(each -> InstallationAnswer.of(each.record()))
                .toList();
        Replies.json(exchange, StatusCodes.OK, Map.of("installations", answers));
    }

    private void show(HttpServerExchange exchange, Credential credential, byte[] body) {
        asked(exchange)
                .ifPresentOrElse(
                        found -> Replies.json(exchange, StatusCodes.OK, InstallationAnswer.of(found.record())),
                        () -> notFound(exchange, "installation"));
    }

    private Optional<Opened> asked(HttpServerExchange exchange) {
        return installations.known(pathPart(exchange, "appKey")).ofClientKey(pathPart(exchange, "clientKey"));
    }

    private void put(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        String appKey = pathPart(exchange, "appKey");
        String clientKey = pathPart(exchange, "clientKey");
        if (!CLIENT_KEY.matcher(clientKey).matches()) {
            throw new InvalidInput(
                    Problem.of(StatusCodes.UNPROCESSABLE_ENTITY, "invalid", "the client key cannot be used")
                            .withErrors(List.of(Fault.of(
                                    "clientKey", "invalid-client-key", "must match " + CLIENT_KEY.pattern()))));
        }
        Optional<Opened> before = asked(exchange);
        InstallationInput input = InstallationInput.read(appKey, clientKey, body, before, clock.instant());
        if (before.isEmpty() && installations.known(appKey).newestFirst().size() >= MAX_PER_APP) {
            throw new InvalidInput(Problem.of(
                    StatusCodes.UNPROCESSABLE_ENTITY,
                    "too-many-installations",
                    "an app may have at most " + MAX_PER_APP + " installations"));
        }
        installations.put(input);
        int status = before.isEmpty() ? StatusCodes.CREATED : StatusCodes.OK;
        asked(exchange)
                .ifPresentOrElse(
                        written -> Replies.json(exchange, status, InstallationAnswer.of(written.record())),
                        () -> notFound(exchange, "installation"));
    }

    private void remove(HttpServerExchange exchange, Credential credential, byte[] body) {
        if (asked(exchange).isEmpty()) {
            notFound(exchange, "installation");
            return;
        }
        installations.remove(pathPart(exchange, "appKey"), pathPart(exchange, "clientKey"));
        Replies.empty(exchange, StatusCodes.NO_CONTENT);
    }
}
