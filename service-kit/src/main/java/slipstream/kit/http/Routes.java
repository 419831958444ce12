package slipstream.kit.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatcher;
import io.undertow.util.StatusCodes;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The routes of a server: what answers GET answers HEAD too, and a wrong method is told which ones are right. */
public final class Routes extends RoutingHandler {
    private final Map<String, Set<String>> methods = new HashMap<>();
    private final PathTemplateMatcher<Set<String>> paths = new PathTemplateMatcher<>();

    public Routes() {
        setInvalidMethodHandler(exchange -> {
            nameMethods(exchange);
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
            exchange.endExchange();
        });
    }

    @Override
    public synchronized RoutingHandler add(HttpString method, String template, HttpHandler handler) {
        note(method, template);
        super.add(method, template, handler);
        if (method.equals(Methods.GET)) {
            note(Methods.HEAD, template);
            super.add(Methods.HEAD, template, handler);
        }
        return this;
    }

    private void note(HttpString method, String template) {
        methods.computeIfAbsent(template, unseen -> {
                    Set<String> allowed = Collections.synchronizedSet(new TreeSet<>());
                    paths.add(template, allowed);
                    return allowed;
                })
                .add(method.toString());
    }

    private void nameMethods(HttpServerExchange exchange) {
        PathTemplateMatcher.PathMatchResult<Set<String>> match = paths.match(exchange.getRelativePath());
        if (match != null) {
            exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", match.getValue()));
        }
    }
}
