package slipstream.gateway.publishing.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.Installations;
import slipstream.gateway.admission.InstalledSecret;

/**
 * Decides whether a request was made by an app that is installed: whether its token was signed with the shared secret of
 * one of the app's installations, for this very request, not long ago.
 */
public final class TokenCheck {
    /** How far the clocks of the two sides may be apart. */
    public static final Duration LEEWAY = Duration.ofSeconds(30);

    /** How long a token may live. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(1);

    /** How many installations are tried for a token that does not say whose it is. */
    public static final int MAX_INSTALLATIONS_TRIED = 20;

    private static final String CONTEXT_HASH = "context-qsh";

    private final Installations installations;

    public TokenCheck(Installations installations) {
        this.installations = installations;
    }

    /** Checks the head of one request. */
    public Answer check(SignedRequest request, Instant now) {
        Optional<String> compact = request.token();
        if (compact.isEmpty()) {
            return new Refused(TokenFault.MISSING);
        }
        if (compact.get().length() > ConnectToken.MAX_CHARACTERS) {
            return new Refused(TokenFault.MALFORMED);
        }
        if (!ConnectToken.namesTheAlgorithm(compact.get())) {
            return new Refused(TokenFault.ALGORITHM);
        }
        Optional<ConnectToken> token = ConnectToken.parse(compact.get());
        if (token.isEmpty()) {
            return new Refused(TokenFault.MALFORMED);
        }
        TokenFault fault = faultOf(token.get(), request, now);
        return fault == null ? verified(token.get(), request.appKey()) : new Refused(fault);
    }

    private static @Nullable TokenFault faultOf(ConnectToken token, SignedRequest request, Instant now) {
        Optional<String> issuer = token.text("iss");
        Optional<Instant> issuedAt = token.time("iat");
        Optional<Instant> expiresAt = token.time("exp");
        Optional<String> hash = token.text("qsh");
        if (issuer.isEmpty() || issuedAt.isEmpty() || expiresAt.isEmpty() || hash.isEmpty()) {
            return TokenFault.CLAIM;
        }
        if (!issuer.get().equals(request.appKey())) {
            return TokenFault.ISSUER;
        }
        TokenFault untimely = faultOfTimes(token, issuedAt.get(), expiresAt.get(), now);
        if (untimely != null) {
            return untimely;
        }
        if (hash.get().equals(CONTEXT_HASH)) {
            return TokenFault.CONTEXT_QSH;
        }
        return request.hasHash(hash.get()) ? null : TokenFault.REQUEST;
    }

    private static @Nullable TokenFault faultOfTimes(
            ConnectToken token, Instant issuedAt, Instant expiresAt, Instant now) {
        if (!expiresAt.isAfter(issuedAt) || expiresAt.isAfter(issuedAt.plus(MAX_LIFETIME))) {
            return TokenFault.LIFETIME;
        }
        if (!now.isBefore(expiresAt.plus(LEEWAY))) {
            return TokenFault.EXPIRED;
        }
        Instant latestNow = now.plus(LEEWAY);
        if (token.has("nbf") && token.time("nbf").isEmpty()) {
            return TokenFault.CLAIM;
        }
        boolean begun = !issuedAt.isAfter(latestNow)
                && token.time("nbf").map(start -> !start.isAfter(latestNow)).orElse(true);
        return begun ? null : TokenFault.NOT_YET_VALID;
    }

    private Answer verified(ConnectToken token, String appKey) {
        List<String> audience = token.audience();
        Stream<InstalledSecret> candidates = installations.ofApp(appKey).stream()
                .filter(each -> each.state() == InstalledSecret.State.INSTALLED)
                .filter(each -> audience.isEmpty() || audience.contains(each.clientKey()))
                .limit(MAX_INSTALLATIONS_TRIED);
        return candidates
                .filter(each -> token.isSignedWith(each.secret().getBytes(UTF_8)))
                .findFirst()
                .<Answer>map(Genuine::new)
                .orElseGet(() -> new Refused(TokenFault.NOT_GENUINE));
    }

    /** What the check says of a token. */
    public sealed interface Answer {
        /** Hands the answer to the one of the two that it concerns. */
        void match(Consumer<InstalledSecret> genuine, Consumer<TokenFault> refused);
    }

    /** The token was made by this installation. */
    record Genuine(InstalledSecret installation) implements Answer {
        @Override
        public void match(Consumer<InstalledSecret> genuine, Consumer<TokenFault> refused) {
            genuine.accept(installation);
        }
    }

    /** The token opens nothing. */
    record Refused(TokenFault fault) implements Answer {
        @Override
        public void match(Consumer<InstalledSecret> genuine, Consumer<TokenFault> refused) {
            refused.accept(fault);
        }
    }
}
