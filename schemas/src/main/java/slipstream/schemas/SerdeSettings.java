package slipstream.schemas;

import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Which classes write and read values, and where they find schemas. Any pair that understands Confluent's wire format
 * and settings will do.
 *
 * @param registryUrl base address of a registry that speaks Confluent's REST API; may have a path
 * @param serializerClass name of a Kafka serializer with a constructor without arguments
 * @param deserializerClass name of a Kafka deserializer with a constructor without arguments
 */
public record SerdeSettings(String registryUrl, String serializerClass, String deserializerClass) {
    public static final String DEFAULT_REGISTRY_URL = "http://127.0.0.1:8085";
    public static final String OUR_SERIALIZER = SlipstreamAvroSerializer.class.getName();
    public static final String OUR_DESERIALIZER = SlipstreamAvroDeserializer.class.getName();

    /** Our own classes, with schemas from the given registry. */
    public static SerdeSettings ours(String registryUrl) {
        return new SerdeSettings(registryUrl, OUR_SERIALIZER, OUR_DESERIALIZER);
    }

    /**
     * Waits until the registry answers, and makes known to it the schemas of all topics.
     *
     * @throws RegistryUnavailable when it does not answer within the deadline
     */
    public void awaitRegistry(Duration deadline) {
        RegistryDeadlines patient = new RegistryDeadlines(
                RegistryDeadlines.USUAL.attempt(), deadline, RegistryDeadlines.USUAL.firstPause());
        SchemaIds ids = new RegistryClient(registryUrl, patient);
        for (Topic topic : Topics.inFlowOrder()) {
            ids.idOf(topic.name() + "-value", topic.value());
        }
    }

    /** A new serializer for values of a topic. */
    public <T extends SpecificRecord> Serializer<T> serializer(Topic topic) {
        @SuppressWarnings("unchecked")
        Serializer<T> serializer = newInstance(serializerClass, Serializer.class, topic);
        serializer.configure(classSettings(), false);
        return serializer;
    }

    /** A new deserializer for values of a topic. */
    public <T extends SpecificRecord> Deserializer<T> deserializer(Topic topic) {
        @SuppressWarnings("unchecked")
        Deserializer<T> deserializer = newInstance(deserializerClass, Deserializer.class, topic);
        deserializer.configure(classSettings(), false);
        return deserializer;
    }

    /** Removing Java's own properties gives the same registered schema whichever class registers it. */
    private Map<String, Object> classSettings() {
        return Map.of(
                RegistryClient.URL_SETTING,
                registryUrl,
                "specific.avro.reader",
                true,
                "avro.remove.java.properties",
                true);
    }

    private static <C> C newInstance(String className, Class<C> kind, Topic topic) {
        TrustedRecords.trust();
        try {
            return Utils.newInstance(className, kind);
        } catch (ClassNotFoundException | RuntimeException e) {
            throw new IllegalArgumentException(
                    className + " cannot be used as " + kind.getSimpleName() + " for " + topic.name(), e);
        }
    }
}
