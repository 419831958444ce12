package slipstream.gateway.publishing.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A token as it was sent: taken apart, nothing in it believed yet. */
final class ConnectToken {
    private static final String ONLY_ALGORITHM = "HS256";
    /** A longer token is not looked at. */
    static final int MAX_CHARACTERS = 8_192;

    private static final int LEAST_KEY_BYTES = 32;
    private static final double LAST_SECOND = 253_402_300_799d;

    private final JWSObject signed;
    private final Map<String, Object> claims;

    private ConnectToken(JWSObject signed, Map<String, Object> claims) {
        this.signed = signed;
        this.claims = claims;
    }

    /** Whether the token names the one algorithm that is accepted; looked at before anything else of it is used. */
    static boolean namesTheAlgorithm(String compact) {
        try {
            Base64URL[] parts = JOSEObject.split(compact);
            return ONLY_ALGORITHM.equals(
                    JSONObjectUtils.parse(parts[0].decodeToString()).get("alg"));
        } catch (ParseException malformed) {
            return false;
        }
    }

    /** Takes a token apart; empty when it is none. */
    static Optional<ConnectToken> parse(String compact) {
        try {
            JWSObject signed = JWSObject.parse(compact);
            Map<String, Object> claims = signed.getPayload().toJSONObject();
            return claims == null ? Optional.empty() : Optional.of(new ConnectToken(signed, claims));
        } catch (ParseException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A claim that is a text; empty when it is missing or something else. */
    Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A claim in seconds since 1970, with or without a fraction; empty when it is missing or something else. */
    Optional<Instant> time(String claim) {
        if (claims.get(claim) instanceof Number number) {
            double seconds = number.doubleValue();
            if (seconds >= 0 && seconds <= LAST_SECOND) {
                return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1_000)));
            }
        }
        return Optional.empty();
    }

    boolean has(String claim) {
        return claims.get(claim) != null;
    }

    /** The client keys that the token says it is of; empty when it does not say. */
    List<String> audience() {
        Object audience = claims.get("aud");
        if (audience instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return audience == null ? List.of() : List.of(String.valueOf(audience));
    }

    /**
     * Whether a secret made the signature; an empty one makes none. HMAC fills a short key up with zeros by itself, so doing that
     * here changes no signature: the catalogue decides how short a secret may be, and the library shall not refuse it.
     */
    boolean isSignedWith(byte[] secret) {
        if (secret.length == 0) {
            return false;
        }
        try {
            return signed.verify(new MACVerifier(Arrays.copyOf(secret, Math.max(secret.length, LEAST_KEY_BYTES))));
        } catch (JOSEException unusable) {
            return false;
        }
    }
}
