package slipstream.gateway.catalogue.tokens;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipstream.schemas.avro.AccessToken;

/**
 * A token as it is answered.
 *
 * @param token the token itself; only in the answer to its making
 */
record TokenAnswer(
        String id,
        String name,
        List<String> scopes,
        List<String> appKeys,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String token) {
    static TokenAnswer of(AccessToken token) {
        return made(token, null);
    }

    static TokenAnswer made(AccessToken token, @Nullable String text) {
        return new TokenAnswer(
                token.getId(),
                token.getName(),
                token.getScopes(),
                token.getAppKeys(),
                token.getCreatedAt(),
                token.getExpiresAt(),
                text);
    }
}
