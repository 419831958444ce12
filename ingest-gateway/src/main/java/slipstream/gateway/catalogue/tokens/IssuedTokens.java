package slipstream.gateway.catalogue.tokens;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.catalogue.CatalogueWriter;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.KnownTokens;
import slipstream.kit.access.Scope;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AccessToken;

/** The API tokens as their topic has them; of each only the hash is known. */
public final class IssuedTokens implements AutoCloseable {
    private static final String TOPIC = Topics.TOKENS.name();

    private final KnownTokens known;
    private final TopicTable<AccessToken> table;
    private final Serializer<AccessToken> serializer;
    private final CatalogueWriter writer;

    private IssuedTokens(
            TopicTable<AccessToken> table,
            Serializer<AccessToken> serializer,
            CatalogueWriter writer,
            InstantSource clock) {
        this.known = new KnownTokens(clock);
        this.table = table;
        this.serializer = serializer;
        this.writer = writer;
        table.onChange(this::changed);
    }

    /** Begins to follow the topic. */
    public static IssuedTokens follow(
            KafkaSettings kafka, SerdeSettings serde, CatalogueWriter writer, InstantSource clock) {
        Deserializer<AccessToken> deserializer = serde.deserializer(Topics.TOKENS);
        return new IssuedTokens(
                TopicTable.follow(kafka, TOPIC, deserializer), serde.serializer(Topics.TOKENS), writer, clock);
    }

    private void changed(String id, @Nullable AccessToken token) {
        if (token == null) {
            known.forget(id);
        } else {
            Credential credential = new Credential(id, scopes(token.getScopes()), new HashSet<>(token.getAppKeys()));
            known.learn(credential, bytes(token.getSha256()), token.getExpiresAt());
        }
    }

    /** Scopes that we do not know are left out: a token may do less than it says, never more. */
    private static Set<Scope> scopes(List<String> ids) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        ids.forEach(id -> Scope.ofId(id).ifPresent(scopes::add));
        return scopes;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** The credentials of the tokens that are worth something. */
    public Credentials credentials() {
        return known;
    }

    /** Waits until every token is known. */
    public void awaitLoaded(Duration deadline) {
        table.awaitLoaded(deadline);
    }

    /** What is wrong with following the topic. */
    public Optional<String> problem() {
        return table.problem();
    }

    /** The name of a token; its id when it has been revoked meanwhile. */
    public String name(String id) {
        return token(id).map(AccessToken::getName).orElse(id);
    }

    Optional<AccessToken> token(String id) {
        return Optional.ofNullable(table.get(id));
    }

    List<AccessToken> all() {
        return table.snapshot().values().stream()
                .sorted(Comparator.comparing(AccessToken::getCreatedAt).thenComparing(AccessToken::getId))
                .toList();
    }

    void put(AccessToken token) {
        writer.write(TOPIC, token.getId(), serializer.serialize(TOPIC, token), table);
    }

    void remove(String id) {
        writer.write(TOPIC, id, null, table);
    }

    @Override
    public void close() {
        table.close();
    }
}
