package slipstream.schemas;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** How a value looks on the wire: a zero byte, the schema's id in four bytes, the record in Avro binary. */
public final class WireFormat {
    /** Bytes before the record. */
    public static final int HEADER_LENGTH = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** The id of the schema that a value was written with. */
    public static int schemaId(byte[] value) {
        if (value.length < HEADER_LENGTH) {
            throw new SerializationException(
                    "a value has at least " + HEADER_LENGTH + " bytes, this one has " + value.length);
        }
        if (value[0] != MAGIC) {
            throw new SerializationException("a value begins with byte 0, this one with " + value[0]);
        }
        return ByteBuffer.wrap(value).getInt(1);
    }

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(schemaId).array();
    }

    /** The registry's name for the schemas of a topic's values. */
    static String subject(String topic) {
        return topic + "-value";
    }
}
