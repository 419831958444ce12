package slipstream.gateway.catalogue.objectives;

import static slipstream.gateway.catalogue.CatalogueRoute.guarded;
import static slipstream.gateway.catalogue.CatalogueRoute.notFound;
import static slipstream.gateway.catalogue.CatalogueRoute.pathPart;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.gateway.objectives.Current;
import slipstream.gateway.objectives.Objectives;
import slipstream.gateway.objectives.Parser;
import slipstream.gateway.objectives.Plan;
import slipstream.gateway.objectives.Promise;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.schemas.avro.Objective;

/** {@code /v1/objectives}: validates, plans, applies, shows and takes back; nothing is ever forgotten. */
public final class ObjectiveRoutes {
    private static final String ALL = "/v1/objectives";
    private static final String ONE = ALL + "/{appKey}/{id}";

    private final Apps apps;
    private final KnownObjectives objectives;
    private final Parser parser;
    private final List<Promise> builtIn;
    private final Revisions revisions;

    /** Routes over what is known; {@code builtIn} is what is promised when nobody decided otherwise. */
    public ObjectiveRoutes(
            Apps apps, KnownObjectives objectives, Parser parser, List<Promise> builtIn, Revisions revisions) {
        this.apps = apps;
        this.objectives = objectives;
        this.parser = parser;
        this.builtIn = List.copyOf(builtIn);
        this.revisions = revisions;
    }

    /** Adds the routes, each behind its guard. */
    public void addTo(RoutingHandler routes, Credentials credentials) {
        routes.get(ALL, guarded(Scope.READ, credentials, this::list))
                .post(ALL + "/validate", guarded(Scope.READ, credentials, this::validate))
                .post(ALL + "/plan", guarded(Scope.READ, credentials, this::plan))
                .post(ALL + "/apply", guarded(Scope.WRITE, credentials, this::apply))
                .get(ONE, guarded(Scope.READ, credentials, this::show))
                .get(ONE + "/revisions", guarded(Scope.READ, credentials, this::revisions))
                .delete(ONE, guarded(Scope.WRITE, credentials, this::remove));
    }

    private void validate(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        Replies.json(exchange, StatusCodes.OK, ObjectiveAnswers.Validated.of(read(body)));
    }

    private Objectives read(byte[] body) throws InvalidInput {
        try {
            return Objectives.read(parser.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString()));
        } catch (CharacterCodingException e) {
            throw new InvalidInput(Problem.of(StatusCodes.BAD_REQUEST, "unreadable", "the body is not UTF-8"));
        }
    }

    private void plan(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        Asked asked = Asked.of(exchange, read(body));
        if (asked.app().map(app -> isThereFor(credential, app)).orElse(true)) {
            Replies.json(
                    exchange, StatusCodes.OK, ObjectiveAnswers.Planned.of(plan(asked, credential), asked.wanted()));
        } else {
            notFound(exchange, "app");
        }
    }

    /** 200 when all of it is in force now, 207 when something is not: the body says what. */
    private void apply(HttpServerExchange exchange, Credential credential, byte[] body) throws InvalidInput {
        Asked asked = Asked.of(exchange, read(body));
        if (!asked.app().map(app -> isThereFor(credential, app)).orElse(true)) {
            notFound(exchange, "app");
            return;
        }
        List<Plan> applied = new ArrayList<>();
        objectives.decide(() -> {
            Plan plan = plan(asked, credential);
            applied.add(plan);
            return revisions.of(plan, credential);
        });
        ObjectiveAnswers.Planned answer = ObjectiveAnswers.Planned.of(applied.get(0), asked.wanted());
        Replies.json(exchange, answer.asAsked() ? StatusCodes.OK : StatusCodes.MULTI_STATUS, answer);
    }

    private Plan plan(Asked asked, Credential credential) {
        Set<String> concerned = new TreeSet<>(asked.pruned());
        asked.wanted().wanted().forEach(each -> concerned.add(each.appKey()));
        List<Current> current = concerned.stream()
                .flatMap(appKey -> objectives.standing(appKey).stream())
                .map(ObjectiveRecords::current)
                .toList();
        Set<String> pruned = new TreeSet<>(asked.pruned());
        pruned.removeIf(appKey -> !isThereFor(credential, appKey));
        return Plan.of(asked.wanted(), current, pruned, appKey -> isThereFor(credential, appKey));
    }

    /** Whether an app can be named by who is asking; all apps together are the operators'. */
    private boolean isThereFor(Credential credential, String appKey) {
        return appKey.equals(Promise.EVERY_APP)
                ? credential.may(Scope.OPERATOR)
                : credential.reaches(appKey) && apps.app(appKey).isPresent();
    }

    /** What is promised: to all apps, and to those that are asked for or reached. */
    private void list(HttpServerExchange exchange, Credential credential, byte[] body) {
        Optional<String> app = Asked.parameter(exchange, "app");
        if (app.isPresent() && !isThereFor(credential, app.get()) && !app.get().equals(Promise.EVERY_APP)) {
            notFound(exchange, "app");
            return;
        }
        List<Objective> general = objectives.standing(Promise.EVERY_APP);
        List<ObjectiveAnswers.Shown> shown = new ArrayList<>();
        builtIn.stream()
                .filter(promise -> general.stream()
                        .filter(each -> each.getBroken() == null)
                        .noneMatch(each -> each.getId().equals(promise.id())))
                .map(ObjectiveAnswers.Shown::builtIn)
                .forEach(shown::add);
        general.stream().map(ObjectiveAnswers.Shown::of).forEach(shown::add);
        objectives.appKeys().stream()
                .filter(appKey -> !appKey.equals(Promise.EVERY_APP)
                        && app.map(appKey::equals).orElse(true))
                .filter(appKey -> isThereFor(credential, appKey))
                .flatMap(appKey -> objectives.standing(appKey).stream())
                .map(ObjectiveAnswers.Shown::of)
                .forEach(shown::add);
        Replies.json(exchange, StatusCodes.OK, Map.of("objectives", shown));
    }

    private void show(HttpServerExchange exchange, Credential credential, byte[] body) {
        standing(exchange, credential)
                .ifPresentOrElse(
                        objective -> Replies.json(exchange, StatusCodes.OK, ObjectiveAnswers.Shown.of(objective)),
                        () -> notFound(exchange, "objective"));
    }

    private void revisions(HttpServerExchange exchange, Credential credential, byte[] body) {
        String appKey = pathPart(exchange, "appKey");
        List<Objective> all = objectives.revisions(appKey, pathPart(exchange, "id"));
        if (all.isEmpty() || !mayRead(credential, appKey)) {
            notFound(exchange, "objective");
            return;
        }
        List<ObjectiveAnswers.Shown> shown =
                all.stream().map(ObjectiveAnswers.Shown::of).toList();
        Replies.json(exchange, StatusCodes.OK, Map.of("revisions", shown));
    }

    private void remove(HttpServerExchange exchange, Credential credential, byte[] body) {
        if (standing(exchange, credential).isEmpty() || !isThereFor(credential, pathPart(exchange, "appKey"))) {
            notFound(exchange, "objective");
            return;
        }
        objectives.decide(() -> standing(exchange, credential)
                .map(ObjectiveRecords::current)
                .map(current -> revisions.of(new Plan(List.of(Plan.removal(current))), credential))
                .orElse(List.of()));
        Replies.empty(exchange, StatusCodes.NO_CONTENT);
    }

    private Optional<Objective> standing(HttpServerExchange exchange, Credential credential) {
        String appKey = pathPart(exchange, "appKey");
        return mayRead(credential, appKey)
                ? objectives.standing(appKey).stream()
                        .filter(each -> each.getId().equals(pathPart(exchange, "id")))
                        .findFirst()
                : Optional.empty();
    }

    /** What is promised to all apps is everybody's to read. */
    private boolean mayRead(Credential credential, String appKey) {
        return appKey.equals(Promise.EVERY_APP) || isThereFor(credential, appKey);
    }
}
