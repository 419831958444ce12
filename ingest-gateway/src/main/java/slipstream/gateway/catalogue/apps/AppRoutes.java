package slipstream.gateway.catalogue.apps;

import static slipstream.gateway.catalogue.CatalogueRoute.guarded;
import static slipstream.gateway.catalogue.CatalogueRoute.notFound;
import static slipstream.gateway.catalogue.CatalogueRoute.pathPart;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;
import slipstream.kit.http.Replies;

/** {@code /v1/apps}: puts, shows, lists and removes registrations. */
public final class AppRoutes {
    /** A dot or two would vanish from the path of a URL. */
    private static final Pattern APP_KEY = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._-]{1,100}");

    private static final int MAX_APPS = 100_000;

    private final RegisteredApps apps;
    private final Consumer<String> beforeRemoval;
    private final InstantSource clock;

    /** Routes over the registered apps; what hangs on an app is removed by {@code beforeRemoval}. */
    public AppRoutes(RegisteredApps apps, Consumer<String> beforeRemoval, InstantSource clock) {
        this.apps = apps;
        this.beforeRemoval = beforeRemoval;
        this.clock = clock;
    }

    /** Adds the routes, each behind its guard. */
    public void addTo(RoutingHandler routes, Credentials credentials) {
        routes.get("/v1/apps", guarded(Scope.READ, credentials, this::list))
                .get("/v1/apps/{appKey}", guarded(Scope.READ, credentials, this::show))
                .put("/v1/apps/{appKey}", guarded(Scope.WRITE, credentials, this::put))
                .delete("/v1/apps/{appKey}", guarded(Scope.WRITE, credentials, this::remove));
    }

    static boolean isAppKey(String text) {
        return APP_KEY.matcher(text).matches();
    }

    private void list(HttpServerExchange exchange, Credential credential, byte[] body) {
        List<AppAnswer> answers = apps.all().stream()
                .filter(app -> credential.reaches(app.appKey()))
                .map(AppAnswer::of)
                .toList();
        Replies.json(exchange, StatusCodes.OK, Map.of("apps", answers));
    }

    private void show(HttpServerExchange exchange, Credential credential, byte[] body) {
        apps.app(pathPart(exchange, "appKey"))
                .filter(app -> credential.reaches(app.appKey()))
                .ifPresentOrElse(
                        app -> Replies.json(exchange, StatusCodes.OK, AppAnswer.of(app)),
                        () -> notFound(exchange, "app"));
    }

    private void put(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        String appKey = pathPart(exchange, "appKey");
        if (!isAppKey(appKey)) {
            throw new InvalidInput(Problem.of(StatusCodes.UNPROCESSABLE_ENTITY, "invalid", "the app key cannot be used")
                    .withErrors(List.of(Fault.of("appKey", "invalid-app-key", "must match " + APP_KEY.pattern()))));
        }
        if (!credential.reaches(appKey)) {
            notFound(exchange, "app");
            return;
        }
        Registration app = RegistrationInput.read(appKey, body, clock.instant());
        boolean isNew = apps.app(appKey).isEmpty();
        if (isNew && apps.count() >= MAX_APPS) {
            throw new InvalidInput(Problem.of(
                    StatusCodes.UNPROCESSABLE_ENTITY,
                    "too-many-apps",
                    "at most " + MAX_APPS + " apps can be registered"));
        }
        apps.put(app);
        Replies.json(exchange, isNew ? StatusCodes.CREATED : StatusCodes.OK, AppAnswer.of(app));
    }

    private void remove(HttpServerExchange exchange, Credential credential, byte[] body) {
        String appKey = pathPart(exchange, "appKey");
        if (!credential.reaches(appKey) || apps.app(appKey).isEmpty()) {
            notFound(exchange, "app");
            return;
        }
        beforeRemoval.accept(appKey);
        apps.remove(appKey);
        Replies.empty(exchange, StatusCodes.NO_CONTENT);
    }
}
