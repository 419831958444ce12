package slipstream.processor.topology;

import org.apache.kafka.common.errors.SerializationException;

/** Reads Avro's binary fields in place, one after the other. Used again for every event. */
final class EventFields {
    private byte[] bytes = {};
    private int end;
    private int at;

    /** From now on the fields are those that stand in [from, to). */
    EventFields of(byte[] record, int from, int to) {
        bytes = record;
        at = from;
        end = to;
        return this;
    }

    /** Where the next field begins. */
    int at() {
        return at;
    }

    /** Goes on behind so many bytes. */
    void skip(int length) {
        at += length;
    }

    /** Whether more was read than there is. */
    boolean isBeyondEnd() {
        return at > end;
    }

    /** Length of a text. */
    int length() {
        long length = number();
        if (length < 0 || length > end - at) {
            throw new SerializationException("a text of the event is " + length + " bytes long");
        }
        return (int) length;
    }

    /** Which of so many symbols, or of the branches of a union. */
    int index(int symbols) {
        long index = number();
        if (index < 0 || index >= symbols) {
            throw new SerializationException("the event has symbol " + index + " of " + symbols);
        }
        return (int) index;
    }

    /** Whether a field that may be missing is there. */
    boolean isPresent() {
        return index(2) == 1;
    }

    /** A zig-zag number of variable length. */
    long number() {
        long raw = bytes[at++];
        if (raw >= 0) {
            return (raw >>> 1) ^ -(raw & 1);
        }
        raw &= 0x7f;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            raw |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new SerializationException("a number of the event has no end");
    }
}
