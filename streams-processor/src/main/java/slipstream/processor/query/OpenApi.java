package slipstream.processor.query;

import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import slipstream.kit.http.Replies;

/** The description of the REST API, for people and their tools; needs no token. */
final class OpenApi {
    private OpenApi() {}

    static HttpHandler handler() {
        byte[] document = document();
        return exchange -> Replies.send(exchange, 200, "application/json", document);
    }

    private static byte[] document() {
        try (InputStream resource = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (resource == null) {
                throw new IllegalStateException("openapi.json is not on the class path");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
