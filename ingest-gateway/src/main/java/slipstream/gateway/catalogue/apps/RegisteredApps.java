package slipstream.gateway.catalogue.apps;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.CatalogueWriter;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AppRegistration;

/** The registered apps as their topic has them. */
public final class RegisteredApps implements Apps, AutoCloseable {
    private static final String TOPIC = Topics.APPS.name();

    private final Map<String, Registration> byKey = new ConcurrentHashMap<>();
    private final TopicTable<AppRegistration> table;
    private final Serializer<AppRegistration> serializer;
    private final CatalogueWriter writer;

    private RegisteredApps(
            TopicTable<AppRegistration> table, Serializer<AppRegistration> serializer, CatalogueWriter writer) {
        this.table = table;
        this.serializer = serializer;
        this.writer = writer;
        table.onChange(this::changed);
    }

    /** Begins to follow the topic. */
    public static RegisteredApps follow(KafkaSettings kafka, SerdeSettings serde, CatalogueWriter writer) {
        Deserializer<AppRegistration> deserializer = serde.deserializer(Topics.APPS);
        return new RegisteredApps(TopicTable.follow(kafka, TOPIC, deserializer), serde.serializer(Topics.APPS), writer);
    }

    private void changed(String appKey, @Nullable AppRegistration app) {
        if (app == null) {
            byKey.remove(appKey);
        } else {
            byKey.put(appKey, RegistrationRecords.ofRecord(app));
        }
    }

    /** Waits until all that was registered is known. */
    public void awaitLoaded(Duration deadline) {
        table.awaitLoaded(deadline);
    }

    /** What is wrong with following the topic. */
    public Optional<String> problem() {
        return table.problem();
    }

    @Override
    public Optional<Registration> app(String appKey) {
        return Optional.ofNullable(byKey.get(appKey));
    }

    int count() {
        return byKey.size();
    }

    List<Registration> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(Registration::appKey))
                .toList();
    }

    void put(Registration app) {
        byte[] value = serializer.serialize(TOPIC, RegistrationRecords.toRecord(app));
        writer.write(TOPIC, app.appKey(), value, table);
    }

    void remove(String appKey) {
        writer.write(TOPIC, appKey, null, table);
    }

    @Override
    public void close() {
        table.close();
    }
}
