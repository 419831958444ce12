package slipstream.standalone.mail;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import slipstream.kit.http.Json;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.kit.http.Routes;

/** The caught mails over HTTP: a page for people, JSON for programs. */
final class MailRoutes {
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    // A mail is foreign text: it may look as it likes, but runs, loads and sends nothing.
    private static final String MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
    private static final String HTML = "text/html; charset=utf-8";

    private final MailStore store;

    MailRoutes(MailStore store) {
        this.store = store;
    }

    HttpHandler handler() {
        return new BlockingHandler(new Routes()
                .get("/", page("index.html", HTML))
                .get("/style.css", page("style.css", "text/css; charset=utf-8"))
                .get("/page.js", page("page.js", "text/javascript; charset=utf-8"))
                .get("/api/mails", this::list)
                .delete("/api/mails", this::clear)
                .get("/api/mails/ids", exchange -> Replies.json(exchange, 200, store.ids()))
                .get("/api/mails/{id}", this::one)
                .get("/api/mails/{id}/html", this::html));
    }

    /** Written mail by mail: a full catcher holds more than should ever be in memory at once. */
    private void list(HttpServerExchange exchange) throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        JsonGenerator json = Json.mapper().createGenerator(exchange.getOutputStream());
        json.writeStartArray();
        for (long id : store.ids()) {
            Optional<CaughtMail> mail = store.get(id);
            if (mail.isPresent()) {
                json.writePOJO(mail.get());
            }
        }
        // Closed at the end only: a list that was broken off must not look like a whole one.
        json.writeEndArray();
        json.close();
    }

    private void clear(HttpServerExchange exchange) throws IOException {
        store.clear();
        Replies.empty(exchange, 204);
    }

    private void one(HttpServerExchange exchange) {
        wanted(exchange).ifPresentOrElse(mail -> Replies.json(exchange, 200, mail), () -> unknown(exchange));
    }

    private void html(HttpServerExchange exchange) {
        wanted(exchange)
                .ifPresentOrElse(
                        mail -> {
                            secure(exchange, MAIL_POLICY);
                            String html = mail.html() == null ? "<p>(no HTML part)</p>" : mail.html();
                            Replies.send(exchange, 200, HTML, html.getBytes(StandardCharsets.UTF_8));
                        },
                        () -> unknown(exchange));
    }

    private Optional<CaughtMail> wanted(HttpServerExchange exchange) {
        String id = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .getOrDefault("id", "");
        return id.matches("[0-9]{1,18}") ? store.get(Long.parseLong(id)) : Optional.empty();
    }

    private static void unknown(HttpServerExchange exchange) {
        Replies.problem(exchange, Problem.of(404, "unknown-mail", "there is no such mail"));
    }

    private static HttpHandler page(String name, String type) {
        byte[] content = resource(name);
        return exchange -> {
            secure(exchange, PAGE_POLICY);
            Replies.send(exchange, 200, type, content);
        };
    }

    private static void secure(HttpServerExchange exchange, String policy) {
        exchange.getResponseHeaders().put(POLICY, policy);
        exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    }

    private static byte[] resource(String name) {
        try (InputStream in = MailRoutes.class.getResourceAsStream("/slipstream/standalone/mail/" + name)) {
            if (in == null) {
                throw new IllegalStateException("resource missing: " + name);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException("resource unreadable: " + name, unreadable);
        }
    }
}
