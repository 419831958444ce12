package slipstream.processor;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.KnownTokens;
import slipstream.kit.access.Scope;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AccessToken;

/** The tokens that the gateway gave out, as they are on their topic. */
final class TokenView implements Credentials, AutoCloseable {
    private final KnownTokens known;
    private final TopicTable<AccessToken> table;

    TokenView(ProcessorSettings settings, InstantSource clock) {
        known = new KnownTokens(clock);
        Deserializer<AccessToken> tokens = settings.serde().deserializer(Topics.TOKENS);
        table = TopicTable.follow(settings.kafka(), Topics.TOKENS.name(), tokens);
        table.onChange(this::changed);
    }

    private void changed(String id, @Nullable AccessToken token) {
        if (token == null) {
            known.forget(id);
            return;
        }
        Set<Scope> scopes = token.getScopes().stream()
                .flatMap(scope -> Scope.ofId(scope).stream())
                .collect(Collectors.toSet());
        known.learn(
                new Credential(id, scopes, new HashSet<>(token.getAppKeys())),
                bytes(token.getSha256()),
                token.getExpiresAt());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public Optional<Credential> ofToken(String token) {
        return known.ofToken(token);
    }

    void awaitLoaded(Duration deadline) {
        table.awaitLoaded(deadline);
    }

    Optional<String> problem() {
        return table.problem();
    }

    @Override
    public void close() {
        table.close();
    }
}
