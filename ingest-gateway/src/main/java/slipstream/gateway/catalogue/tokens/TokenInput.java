package slipstream.gateway.catalogue.tokens;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import slipstream.gateway.catalogue.Input;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Scope;
import slipstream.kit.access.TokenHash;
import slipstream.schemas.avro.AccessToken;

/** A token that somebody asked for, with every limit that it must keep. */
final class TokenInput {
    private static final int MAX_NAME = 200;
    private static final int MAX_APP_KEYS = 1_000;
    private static final Pattern APP_KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private TokenInput() {}

    static AccessToken read(byte[] body, String token, Instant now) throws InvalidInput {
        Input input = Input.parse(body);
        String name = input.required("name", MAX_NAME);
        List<String> scopes = scopes(input);
        List<String> appKeys = appKeys(input, scopes);
        Instant expiresAt = input.time("expiresAt");
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            input.fault("expiresAt", "past", "must lie in the future");
        }
        input.finish();
        return new AccessToken(
                NewToken.id(), name, ByteBuffer.wrap(TokenHash.sha256(token)), scopes, appKeys, now, expiresAt);
    }

    private static List<String> scopes(Input input) {
        List<String> scopes = input.texts("scopes", Scope.values().length, MAX_NAME);
        if (scopes.isEmpty()) {
            input.fault("scopes", "required", "at least one scope is required");
        }
        for (String scope : scopes) {
            if (Scope.ofId(scope).isEmpty()) {
                input.fault("scopes", "unknown-scope", "there is no scope \"" + scope + "\"");
            }
        }
        return scopes;
    }

    private static List<String> appKeys(Input input, List<String> scopes) {
        List<String> appKeys = input.texts("appKeys", MAX_APP_KEYS, MAX_NAME);
        for (String appKey : appKeys) {
            if (!APP_KEY.matcher(appKey).matches() && !appKey.equals(Credential.EVERY_SUBJECT)) {
                input.fault("appKeys", "invalid-app-key", "\"" + appKey + "\" is no app key");
            }
        }
        if (appKeys.isEmpty() && !scopes.contains(Scope.OPERATOR.id())) {
            input.fault("appKeys", "required", "is required without the scope operator; * means every app");
        }
        return appKeys;
    }
}
