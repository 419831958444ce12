package slipstream.schemas;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in Confluent's wire format, see {@link WireFormat}, whatever version of their schema they were written
 * with. One instance may be shared by threads: no decoder outlives a call.
 */
public final class SlipstreamAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final Map<Integer, SpecificDatumReader<T>> readersById = new ConcurrentHashMap<>();
    private @Nullable SchemaIds ids;

    /** For Kafka, which calls {@link #configure} next. */
    public SlipstreamAvroDeserializer() {
        TrustedRecords.trust();
    }

    public SlipstreamAvroDeserializer(SchemaIds ids) {
        this();
        this.ids = ids;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        ids = RegistryClient.configured(settings, isKey);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        SpecificDatumReader<T> reader = reader(WireFormat.schemaId(value));
        int length = value.length - WireFormat.HEADER_LENGTH;
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_LENGTH, length, null);
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("a value of " + topic + " has bytes behind its record");
            }
            return record;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot read a value of " + topic, e);
        }
    }

    private SpecificDatumReader<T> reader(int id) {
        SpecificDatumReader<T> reader = readersById.get(id);
        if (reader == null) {
            if (ids == null) {
                throw new IllegalStateException("the deserializer was not configured");
            }
            reader = newReader(ids.byId(id));
            readersById.put(id, reader);
        }
        return reader;
    }

    private SpecificDatumReader<T> newReader(Schema written) {
        Class<?> type = SpecificData.get().getClass(written);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException("no class reads records of the schema " + written.getFullName());
        }
        SpecificData model = SpecificData.getForClass(type);
        return new SpecificDatumReader<>(written, model.getSchema(type), model);
    }
}
