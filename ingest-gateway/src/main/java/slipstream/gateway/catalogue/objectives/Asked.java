package slipstream.gateway.catalogue.objectives;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.gateway.objectives.Objectives;
import slipstream.gateway.objectives.Wanted;
import slipstream.kit.http.Problem;

/**
 * What somebody asks to be planned or applied.
 *
 * @param wanted what the text says
 * @param app the app that the query names
 * @param pruned the apps whose objectives go when the text does not name them: the one that the query names, otherwise those
 *     that the text names
 */
record Asked(Objectives wanted, Optional<String> app, Set<String> pruned) {
    static Asked of(HttpServerExchange exchange, Objectives wanted) throws InvalidInput {
        Optional<String> app = parameter(exchange, "app");
        String prune = parameter(exchange, "prune").orElse("false");
        if (!prune.equals("true") && !prune.equals("false")) {
            throw new InvalidInput(Problem.of(StatusCodes.BAD_REQUEST, "invalid", "prune must be true or false"));
        }
        Set<String> pruned = new TreeSet<>();
        if (prune.equals("true")) {
            app.ifPresentOrElse(
                    pruned::add,
                    () -> wanted.wanted().stream().map(Wanted::appKey).forEach(pruned::add));
        }
        return new Asked(wanted, app, pruned);
    }

    static Optional<String> parameter(HttpServerExchange exchange, String name) {
        var values = exchange.getQueryParameters().get(name);
        return values == null ? Optional.empty() : Optional.ofNullable(values.peekFirst());
    }
}
