package slipstream.gateway.catalogue.exclusions;

import static slipstream.gateway.catalogue.CatalogueRoute.guarded;
import static slipstream.gateway.catalogue.CatalogueRoute.notFound;
import static slipstream.gateway.catalogue.CatalogueRoute.pathPart;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.CatalogueRoute.Action;
import slipstream.gateway.catalogue.DecisionWriter;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;
import slipstream.kit.http.Replies;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.ExclusionKind;

/** {@code /v1/apps/{appKey}/exclusions}: makes, shows, changes and takes back; nothing is ever forgotten. */
public final class ExclusionRoutes {
    private static final String ALL = "/v1/apps/{appKey}/exclusions";
    private static final String ONE = ALL + "/{id}";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int RANDOM_ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Exclusions of one app that hold. */
    private static final int MAX_HOLDING = 500;

    /** Exclusions of one app, those included that were taken back: they are kept for ever. */
    private static final int MAX_EVER = 5_000;

    /** Revisions of one exclusion; taking it back is always possible. */
    private static final int MAX_REVISIONS = 100;

    private final Apps apps;
    private final KnownExclusions exclusions;
    private final UnaryOperator<String> nameOfToken;
    private final InstantSource clock;

    /** Routes over what is known; an author is told by the name of the token with that id. */
    public ExclusionRoutes(
            Apps apps, KnownExclusions exclusions, UnaryOperator<String> nameOfToken, InstantSource clock) {
        this.apps = apps;
        this.exclusions = exclusions;
        this.nameOfToken = nameOfToken;
        this.clock = clock;
    }

    /** Adds the routes, each behind its guard. */
    public void addTo(RoutingHandler routes, Credentials credentials) {
        routes.get(ALL, guarded(Scope.READ, credentials, ofApp(this::list)))
                .post(ALL, guarded(Scope.WRITE, credentials, ofApp(this::make)))
                .get(ONE, guarded(Scope.READ, credentials, ofApp(this::show)))
                .put(ONE, guarded(Scope.WRITE, credentials, ofApp(this::put)))
                .delete(ONE, guarded(Scope.WRITE, credentials, ofApp(this::takeBack)))
                .get(ONE + "/revisions", guarded(Scope.READ, credentials, ofApp(this::revisions)));
    }

    /** Stands before every route: an app that is not there, or not for who is asking, is not found. */
    private Action ofApp(Action action) {
        return (exchange, credential, body) -> {
            String appKey = pathPart(exchange, "appKey");
            boolean found = appKey.equals(DecisionWriter.EVERY_APP)
                    ? credential.may(Scope.OPERATOR)
                    : credential.reaches(appKey) && apps.app(appKey).isPresent();
            if (found) {
                action.run(exchange, credential, body);
            } else {
                notFound(exchange, "app");
            }
        };
    }

    /** Those of the app and those of all apps: what is not counted for it. */
    private void list(HttpServerExchange exchange, Credential credential, byte[] body) {
        boolean history = exchange.getQueryParameters().containsKey("history")
                && "true".equals(exchange.getQueryParameters().get("history").peekFirst());
        Instant now = clock.instant();
        List<ExclusionAnswer> answers = Stream.of(pathPart(exchange, "appKey"), DecisionWriter.EVERY_APP)
                .distinct()
                .flatMap(appKey -> exclusions.newest(appKey).stream())
                .filter(exclusion -> history || !exclusion.getRemoved())
                .map(exclusion -> ExclusionAnswer.newest(exclusion, now))
                .toList();
        Replies.json(exchange, StatusCodes.OK, Map.of("exclusions", answers));
    }

    private void show(HttpServerExchange exchange, Credential credential, byte[] body) {
        standing(exchange)
                .ifPresentOrElse(
                        exclusion -> Replies.json(
                                exchange, StatusCodes.OK, ExclusionAnswer.newest(exclusion, clock.instant())),
                        () -> notFound(exchange, "exclusion"));
    }

    private void revisions(HttpServerExchange exchange, Credential credential, byte[] body) {
        List<Exclusion> revisions = exclusions.revisions(pathPart(exchange, "appKey"), pathPart(exchange, "id"));
        if (revisions.isEmpty()) {
            notFound(exchange, "exclusion");
            return;
        }
        Replies.json(
                exchange,
                StatusCodes.OK,
                Map.of(
                        "revisions",
                        revisions.stream().map(ExclusionAnswer::past).toList()));
    }

    private void make(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        byte[] random = new byte[RANDOM_ID_BYTES];
        RANDOM.nextBytes(random);
        write(exchange, credential, HexFormat.of().formatHex(random), body);
    }

    private void put(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        String id = pathPart(exchange, "id");
        if (!ID.matcher(id).matches()) {
            throw new InvalidInput(Problem.of(422, "invalid", "the id cannot be used")
                    .withErrors(List.of(Fault.of("id", "invalid-id", "must match " + ID.pattern()))));
        }
        if (!refusedToPartner(exchange, credential)) {
            write(exchange, credential, id, body);
        }
    }

    private void write(HttpServerExchange exchange, Credential credential, String id, byte[] body) throws InvalidInput {
        String appKey = pathPart(exchange, "appKey");
        Exclusion written =
                exclusions.decide(() -> revision(appKey, id, credential, body)).orElseThrow();
        exchange.getResponseHeaders().put(Headers.LOCATION, "/v1/apps/" + appKey + "/exclusions/" + id);
        Replies.json(
                exchange,
                written.getRevision() == 1 ? StatusCodes.CREATED : StatusCodes.OK,
                ExclusionAnswer.newest(written, clock.instant()));
    }

    private Exclusion revision(String appKey, String id, Credential credential, byte[] body) throws InvalidInput {
        Registration app = apps.app(appKey).orElse(null);
        List<Exclusion> before = exclusions.revisions(appKey, id);
        Exclusion standing = before.isEmpty() ? null : KnownExclusions.last(before);
        Exclusion revision = ExclusionInput.read(
                body,
                new ExclusionInput.Asked(
                        appKey,
                        id,
                        app,
                        standing,
                        credential.may(Scope.OPERATOR),
                        nameOfToken.apply(credential.id()),
                        clock.instant()));
        refuseTooMany(appKey, standing);
        return revision;
    }

    private void refuseTooMany(String appKey, @Nullable Exclusion standing) throws InvalidInput {
        List<Exclusion> all = exclusions.newest(appKey);
        long holding = all.stream().filter(each -> !each.getRemoved()).count();
        if ((standing == null || standing.getRemoved()) && holding >= MAX_HOLDING) {
            throw tooMany("an app can have at most " + MAX_HOLDING + " exclusions that hold");
        }
        if (standing == null && all.size() >= MAX_EVER) {
            throw tooMany("an app can have at most " + MAX_EVER + " exclusions, removed ones included");
        }
        if (standing != null && standing.getRevision() >= MAX_REVISIONS) {
            throw tooMany("an exclusion can have at most " + MAX_REVISIONS + " revisions; make another");
        }
    }

    private static InvalidInput tooMany(String detail) {
        return new InvalidInput(Problem.of(422, "too-many-exclusions", detail));
    }

    private void takeBack(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        if (standing(exchange).isEmpty()) {
            notFound(exchange, "exclusion");
        } else if (!refusedToPartner(exchange, credential)) {
            var unused = exclusions.decide(() -> removal(exchange, nameOfToken.apply(credential.id())));
            Replies.empty(exchange, StatusCodes.NO_CONTENT);
        }
    }

    /** A revision that takes the standing one back; nothing when that was done before. */
    private @Nullable Exclusion removal(HttpServerExchange exchange, String author) {
        Exclusion standing = standing(exchange).orElseThrow();
        if (standing.getRemoved()) {
            return null;
        }
        return Exclusion.newBuilder(standing)
                .setAuthor(author)
                .setUpdatedAt(Instant.ofEpochMilli(clock.millis()))
                .setRevision(standing.getRevision() + 1)
                .setRemoved(true)
                .build();
    }

    /** Faults of the platform are the operators' to say and to take back. */
    private boolean refusedToPartner(HttpServerExchange exchange, Credential credential) {
        boolean refused = !credential.may(Scope.OPERATOR)
                && standing(exchange)
                        .filter(exclusion -> exclusion.getKind() == ExclusionKind.PLATFORM_FAULT)
                        .isPresent();
        if (refused) {
            Replies.problem(
                    exchange,
                    Problem.of(403, "operators-only", "only an operator changes what is said of the platform"));
        }
        return refused;
    }

    private Optional<Exclusion> standing(HttpServerExchange exchange) {
        List<Exclusion> revisions = exclusions.revisions(pathPart(exchange, "appKey"), pathPart(exchange, "id"));
        return revisions.isEmpty() ? Optional.empty() : Optional.of(KnownExclusions.last(revisions));
    }
}
