package slipstream.gateway.catalogue.tokens;

import java.security.SecureRandom;
import java.util.Base64;

/** The text of a token, made of chance. */
final class NewToken {
    static final String PREFIX = "slp_";
    private static final int RANDOM_BYTES = 32;
    private static final int ID_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewToken() {}

    /** A token: slp_ and 43 characters of base64url. */
    static String token() {
        return PREFIX + random(RANDOM_BYTES);
    }

    /** Names a token; not secret. */
    static String id() {
        return random(ID_BYTES);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
