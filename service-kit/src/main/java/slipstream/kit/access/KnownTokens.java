package slipstream.kit.access;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tokens that a service has learnt of, found by their hash. */
public final class KnownTokens implements Credentials {
    private final Map<ByteBuffer, Known> byHash = new ConcurrentHashMap<>();
    private final Map<String, ByteBuffer> hashById = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public KnownTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** Learns of a token, or learns anew what it may do; {@code expiresAt} is when it becomes worthless. */
    public synchronized void learn(Credential credential, byte[] sha256, @Nullable Instant expiresAt) {
        forget(credential.id());
        ByteBuffer hash = ByteBuffer.wrap(sha256.clone());
        byHash.put(hash, new Known(credential, expiresAt));
        hashById.put(credential.id(), hash);
    }

    /** Forgets the token of this id; it is worthless from now on. */
    public synchronized void forget(String id) {
        ByteBuffer hash = hashById.remove(id);
        if (hash != null) {
            byHash.remove(hash);
        }
    }

    @Override
    public Optional<Credential> ofToken(String token) {
        Known known = byHash.get(ByteBuffer.wrap(TokenHash.sha256(token)));
        return known == null || known.isExpiredAt(clock.instant()) ? Optional.empty() : Optional.of(known.credential);
    }

    private record Known(Credential credential, @Nullable Instant expiresAt) {
        boolean isExpiredAt(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }
}
