package slipstream.gateway.publishing.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipstream.kit.http.Json;

/** One of the published examples of 2016: a canonical request, and the same request signed. */
record TokenVector(String name, String canonical, String rawPath, String rawQuery, String token) {
    static final String SECRET = root().get("secret").textValue();

    static List<TokenVector> all() {
        List<TokenVector> vectors = new ArrayList<>();
        root().get("tests").forEach(each -> vectors.add(of(each)));
        return vectors;
    }

    String method() {
        return canonical.substring(0, canonical.indexOf('&'));
    }

    SignedRequest request(String appKey) {
        return new SignedRequest(method(), rawPath, rawQuery, "", appKey, Optional.of("JWT " + token));
    }

    @Override
    public String toString() {
        return name;
    }

    private static TokenVector of(JsonNode vector) {
        String url = vector.get("signedUrl").textValue().substring("https://example.com".length());
        int question = url.indexOf('?');
        String query = url.substring(question + 1);
        return new TokenVector(
                vector.get("name").textValue(),
                vector.get("canonicalUrl").textValue(),
                url.substring(0, question),
                query,
                query.substring(query.indexOf("jwt=") + 4));
    }

    private static JsonNode root() {
        try (InputStream vectors = TokenVector.class.getResourceAsStream("qsh-vectors.json")) {
            return Json.mapper().readTree(vectors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
