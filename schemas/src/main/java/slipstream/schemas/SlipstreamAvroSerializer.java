package slipstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in Confluent's wire format, see {@link WireFormat}. One instance may be shared by threads: what is
 * kept between calls is written once per topic.
 */
public final class SlipstreamAvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final int USUAL_SIZE = 256;

    private final Map<String, Prepared<T>> preparedByTopic = new ConcurrentHashMap<>();
    private @Nullable SchemaIds ids;

    /** For Kafka, which calls {@link #configure} next. */
    public SlipstreamAvroSerializer() {
        TrustedRecords.trust();
    }

    public SlipstreamAvroSerializer(SchemaIds ids) {
        this();
        this.ids = ids;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        ids = RegistryClient.configured(settings, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        Prepared<T> prepared = prepared(topic, record.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try {
            bytes.writeBytes(WireFormat.header(prepared.schemaId()));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            prepared.writer().write(record, encoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "cannot write " + record.getSchema().getName() + " for " + topic, e);
        }
        return bytes.toByteArray();
    }

    private Prepared<T> prepared(String topic, Schema schema) {
        Prepared<T> prepared = preparedByTopic.get(topic);
        if (prepared == null || !prepared.schema().equals(schema)) {
            if (ids == null) {
                throw new IllegalStateException("the serializer was not configured");
            }
            int id = ids.idOf(WireFormat.subject(topic), schema);
            prepared = new Prepared<>(schema, id, new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)));
            preparedByTopic.put(topic, prepared);
        }
        return prepared;
    }

    /** What does not change from record to record. The writer keeps no state of a record. */
    private record Prepared<T>(Schema schema, int schemaId, SpecificDatumWriter<T> writer) {}
}
