package slipstream.gateway.catalogue.installations;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.gateway.admission.Installations;
import slipstream.gateway.admission.InstalledSecret;
import slipstream.gateway.catalogue.CatalogueWriter;
import slipstream.gateway.catalogue.installations.AppInstallations.Opened;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Installation;
import slipstream.schemas.avro.InstallationState;

/** Where apps are installed as the topic has it, with the secrets opened in memory. */
public final class KnownInstallations implements Installations, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownInstallations.class);
    private static final String TOPIC = Topics.INSTALLATIONS.name();

    private final Map<String, AppInstallations> byApp = new ConcurrentHashMap<>();
    private final TopicTable<Installation> table;
    private final Serializer<Installation> serializer;
    private final CatalogueWriter writer;
    private final SecretSeal seal;

    private KnownInstallations(
            TopicTable<Installation> table,
            Serializer<Installation> serializer,
            CatalogueWriter writer,
            SecretSeal seal) {
        this.table = table;
        this.serializer = serializer;
        this.writer = writer;
        this.seal = seal;
        table.onChange(this::changed);
    }

    /** Begins to follow the topic. */
    public static KnownInstallations follow(
            KafkaSettings kafka, SerdeSettings serde, CatalogueWriter writer, SecretKeys keys) {
        Deserializer<Installation> deserializer = serde.deserializer(Topics.INSTALLATIONS);
        return new KnownInstallations(
                TopicTable.follow(kafka, TOPIC, deserializer),
                serde.serializer(Topics.INSTALLATIONS),
                writer,
                new SecretSeal(keys));
    }

    private void changed(String key, @Nullable Installation installation) {
        int slash = key.indexOf('/');
        String appKey = key.substring(0, Math.max(slash, 0));
        byApp.compute(appKey, (app, known) -> {
            AppInstallations before = known == null ? AppInstallations.NONE : known;
            AppInstallations after = installation == null
                    ? before.without(key.substring(slash + 1))
                    : before.with(new Opened(installation, open(key, installation)));
            return after.newestFirst().isEmpty() ? null : after;
        });
    }

    private String open(String key, Installation installation) {
        if (installation.getState() != InstallationState.INSTALLED) {
            return "";
        }
        Optional<String> secret = seal.open(key, installation.getSecretKeyId(), installation.getEncryptedSecret());
        if (secret.isEmpty()) {
            LOG.error("the secret of {} cannot be opened with key {}", key, installation.getSecretKeyId());
        }
        return secret.orElse("");
    }

    /** Waits until every installation is known. */
    public void awaitLoaded(Duration deadline) {
        table.awaitLoaded(deadline);
    }

    /** What is wrong with following the topic. */
    public Optional<String> problem() {
        return table.problem();
    }

    @Override
    public List<InstalledSecret> ofApp(String appKey) {
        return known(appKey).secrets();
    }

    AppInstallations known(String appKey) {
        return byApp.getOrDefault(appKey, AppInstallations.NONE);
    }

    /** Writes an installation; an uninstalled one keeps no secret. */
    void put(InstallationInput input) {
        boolean installed = input.state() == InstallationState.INSTALLED;
        String key = input.recordKey();
        Installation installation = new Installation(
                input.appKey(),
                input.clientKey(),
                input.product(),
                input.siteUrl(),
                input.state(),
                seal.keyId(),
                seal.seal(key, installed ? input.secret() : ""),
                input.installedAt(),
                input.updatedAt());
        writer.write(TOPIC, key, serializer.serialize(TOPIC, installation), table);
    }

    void remove(String appKey, String clientKey) {
        writer.write(TOPIC, appKey + "/" + clientKey, null, table);
    }

    /** Removes all installations of an app. */
    public void removeAll(String appKey) {
        for (Opened installation : known(appKey).newestFirst()) {
            remove(appKey, installation.record().getClientKey());
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
