package slipstream.standalone.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import slipstream.kit.http.Json;
import slipstream.kit.http.Replies;
import slipstream.kit.http.Routes;

/** The routes of the registry, in the forms of Confluent's REST API. */
final class RegistryRoutes {
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LARGEST_BODY = 1 << 20;

    private final SchemaCatalogue catalogue;
    private final Registrar registrar;

    RegistryRoutes(SchemaCatalogue catalogue, Registrar registrar) {
        this.catalogue = catalogue;
        this.registrar = registrar;
    }

    HttpHandler handler() {
        RoutingHandler routes = new Routes()
                .get("/", answering(exchange -> Map.of()))
                .get("/subjects", answering(exchange -> catalogue.subjects()))
                .post("/subjects/{subject}", answering(this::lookUp))
                .get("/subjects/{subject}/versions", answering(this::versions))
                .post("/subjects/{subject}/versions", answering(this::register))
                .get("/subjects/{subject}/versions/{version}", answering(this::version))
                .get("/subjects/{subject}/versions/{version}/schema", answering(this::bareSchema))
                .get("/schemas/types", answering(exchange -> List.of("AVRO")))
                .get("/schemas/ids/{id}", answering(exchange -> Map.of("schema", text(exchange))))
                .get("/schemas/ids/{id}/schema", answering(exchange -> tree(text(exchange))))
                .get("/schemas/ids/{id}/versions", answering(this::whereIdIsUsed))
                .get("/config", answering(exchange -> Map.of("compatibilityLevel", catalogue.level())))
                .put("/config", answering(exchange -> setLevel(exchange, false)))
                .get("/config/{subject}", answering(this::level))
                .put("/config/{subject}", answering(exchange -> setLevel(exchange, true)))
                .post("/compatibility/subjects/{subject}/versions/{version}", answering(this::checkVersion))
                .post("/compatibility/subjects/{subject}/versions", answering(this::checkAll))
                .get("/mode", answering(exchange -> Map.of("mode", "READWRITE")))
                .get("/mode/{subject}", answering(exchange -> Map.of("mode", "READWRITE")))
                .setFallbackHandler(exchange -> fail(exchange, new RegistryFault(404, 404, "HTTP 404 Not Found")))
                .setInvalidMethodHandler(
                        exchange -> fail(exchange, new RegistryFault(405, 405, "HTTP 405 Method Not Allowed")));
        return new BlockingHandler(routes);
    }

    private Object register(HttpServerExchange exchange) throws IOException {
        RegisteredSchema registered = registrar.register(param(exchange, "subject"), schemaOf(exchange));
        return Map.of("id", registered.id());
    }

    private Object lookUp(HttpServerExchange exchange) throws IOException {
        Schema schema = schemaOf(exchange);
        String subject = param(exchange, "subject");
        known(subject);
        return catalogue.find(subject, schema).orElseThrow(() -> refused(RegistryFault.unknownSchema()));
    }

    private Object versions(HttpServerExchange exchange) {
        return known(param(exchange, "subject")).stream()
                .map(RegisteredSchema::version)
                .toList();
    }

    private RegisteredSchema version(HttpServerExchange exchange) {
        List<RegisteredSchema> versions = known(param(exchange, "subject"));
        String wanted = param(exchange, "version");
        if (wanted.equals("latest") || wanted.equals("-1")) {
            return versions.get(versions.size() - 1);
        }
        if (!wanted.matches("[1-9][0-9]{0,8}")) {
            throw refused(RegistryFault.invalidVersion(wanted));
        }
        int number = Integer.parseInt(wanted);
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> refused(RegistryFault.unknownVersion(wanted)));
    }

    private Object bareSchema(HttpServerExchange exchange) {
        return tree(version(exchange).schema());
    }

    private String text(HttpServerExchange exchange) {
        String id = param(exchange, "id");
        Optional<String> text = id.matches("[0-9]{1,9}") ? catalogue.text(Integer.parseInt(id)) : Optional.empty();
        return text.orElseThrow(() -> refused(RegistryFault.unknownSchema()));
    }

    private Object whereIdIsUsed(HttpServerExchange exchange) {
        text(exchange);
        return catalogue.everywhere(Integer.parseInt(param(exchange, "id"))).stream()
                .map(used -> Map.of("subject", used.subject(), "version", used.version()))
                .toList();
    }

    private Object level(HttpServerExchange exchange) {
        String subject = param(exchange, "subject");
        boolean orDefault = "true".equals(queried(exchange, "defaultToGlobal"));
        Compatibility level = catalogue
                .ownLevel(subject)
                .or(() -> orDefault ? Optional.of(catalogue.level()) : Optional.empty())
                .orElseThrow(() -> refused(RegistryFault.noLevel(subject)));
        return Map.of("compatibilityLevel", level);
    }

    private Object setLevel(HttpServerExchange exchange, boolean ofSubject) throws IOException {
        String wanted = body(exchange).path("compatibility").asText();
        Compatibility level =
                Compatibility.ofName(wanted).orElseThrow(() -> refused(RegistryFault.invalidLevel(wanted)));
        registrar.setLevel(ofSubject ? param(exchange, "subject") : null, level);
        return Map.of("compatibility", level);
    }

    private Object checkVersion(HttpServerExchange exchange) throws IOException {
        return check(exchange, List.of(version(exchange)));
    }

    private Object checkAll(HttpServerExchange exchange) throws IOException {
        return check(exchange, catalogue.versions(param(exchange, "subject")));
    }

    private Object check(HttpServerExchange exchange, List<RegisteredSchema> against) throws IOException {
        List<String> objections = catalogue.objections(param(exchange, "subject"), schemaOf(exchange), against);
        boolean verbose = "true".equals(queried(exchange, "verbose"));
        return verbose
                ? Map.of("is_compatible", objections.isEmpty(), "messages", objections)
                : Map.of("is_compatible", objections.isEmpty());
    }

    private List<RegisteredSchema> known(String subject) {
        List<RegisteredSchema> versions = catalogue.versions(subject);
        if (versions.isEmpty()) {
            throw refused(RegistryFault.unknownSubject(subject));
        }
        return versions;
    }

    private static Schema schemaOf(HttpServerExchange exchange) throws IOException {
        JsonNode body = body(exchange);
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw refused(RegistryFault.invalidSchema("this registry keeps AVRO schemas only, not " + type));
        }
        return SchemaCatalogue.parsed(body.path("schema").asText());
    }

    private static JsonNode body(HttpServerExchange exchange) throws IOException {
        byte[] bytes = exchange.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw refused(new RegistryFault(413, 413, "the body may have " + LARGEST_BODY + " bytes"));
        }
        return tree(new String(bytes, StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException unreadable) {
            throw refused(RegistryFault.unreadable("Unrecognized JSON"));
        }
    }

    private static String param(HttpServerExchange exchange, String name) {
        return exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .getOrDefault(name, "");
    }

    private static String queried(HttpServerExchange exchange, String name) {
        var values = exchange.getQueryParameters().get(name);
        return values == null ? "" : values.getFirst();
    }

    private static RefusedByRegistry refused(RegistryFault fault) {
        return new RefusedByRegistry(fault);
    }

    private static HttpHandler answering(Answer answer) {
        return exchange -> {
            try {
                Replies.send(exchange, 200, TYPE, Json.bytes(answer.to(exchange)));
            } catch (RefusedByRegistry refused) {
                fail(exchange, refused.fault());
            }
        };
    }

    private static void fail(HttpServerExchange exchange, RegistryFault fault) {
        Map<String, Object> body = Map.of("error_code", fault.code(), "message", fault.message());
        Replies.send(exchange, fault.status(), TYPE, Json.bytes(body));
    }

    @FunctionalInterface
    private interface Answer {
        Object to(HttpServerExchange exchange) throws IOException;
    }
}
