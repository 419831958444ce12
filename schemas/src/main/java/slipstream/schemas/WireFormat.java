package slipstream.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.kafka.common.errors.SerializationException;

/** How a value looks on the wire: a zero byte, the schema's id in four bytes, the record in Avro binary. */
public final class WireFormat {
    /** Bytes before the record. */
    public static final int HEADER_LENGTH = 5;

    private static final byte MAGIC = 0;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private WireFormat() {}

    /** The id of the schema that a value was written with. */
    public static int schemaId(byte[] value) {
        return schemaId(value, 0, value.length);
    }

    /** The id of the schema that the value in [from, to) was written with. */
    public static int schemaId(byte[] bytes, int from, int to) {
        if (to - from < HEADER_LENGTH) {
            throw new SerializationException(
                    "a value has at least " + HEADER_LENGTH + " bytes, this one has " + (to - from));
        }
        if (bytes[from] != MAGIC) {
            throw new SerializationException("a value begins with byte 0, this one with " + bytes[from]);
        }
        return (int) INTS.get(bytes, from + 1);
    }

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(schemaId).array();
    }

    /** The registry's name for the schemas of a topic's values. */
    static String subject(String topic) {
        return topic + "-value";
    }
}
