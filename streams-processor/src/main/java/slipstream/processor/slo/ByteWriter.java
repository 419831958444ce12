package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of bytes and variable-length whole numbers, reused from record to record. */
final class ByteWriter {
    private static final int FIRST_SIZE = 512;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int length;

    ByteWriter reset() {
        length = 0;
        return this;
    }

    void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** Writes a non-negative number, seven bits a byte. */
    ByteWriter varLong(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
        return this;
    }

    ByteWriter fixedLong(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    ByteWriter bytes(byte[] value) {
        varLong(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    ByteWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }
}
