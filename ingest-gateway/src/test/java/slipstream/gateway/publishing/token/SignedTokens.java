package slipstream.gateway.publishing.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import slipstream.kit.http.Json;

/** Tokens as an app makes them, correct until a test bends them. */
public final class SignedTokens {
    private final Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "HS256", "typ", "JWT"));
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private SignedTokens() {}

    /** A token for one request, issued at an instant and living three minutes. */
    public static SignedTokens of(String appKey, String method, String path, String query, Instant issuedAt) {
        return new SignedTokens()
                .with("iss", appKey)
                .with("iat", issuedAt.getEpochSecond())
                .with("exp", issuedAt.getEpochSecond() + 180)
                .with("qsh", QueryStringHash.of(method, path, query));
    }

    public SignedTokens with(String claim, Object value) {
        claims.put(claim, value);
        return this;
    }

    public SignedTokens without(String claim) {
        claims.remove(claim);
        return this;
    }

    public SignedTokens algorithm(String name) {
        header.put("alg", name);
        return this;
    }

    public String unsigned() {
        return signingInput() + ".";
    }

    public String signedWith(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return signingInput() + "." + base64(mac.doFinal(signingInput().getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String signingInput() {
        return base64(Json.bytes(header)) + "." + base64(Json.bytes(claims));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
