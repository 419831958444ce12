package slipstream.benchmarks;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import slipstream.schemas.WireFormat;

/** The fields of an event that counting needs, read in place from its bytes and left where they are. */
public final class EventFields {
    private static final int GOOD = 1;

    public int idFrom;
    public int idTo;
    public int keyFrom;
    public int keyTo;
    public int sli;
    public int scopeFrom;
    public int scopeTo;
    public boolean good;
    public long occurredAt;
    public long receivedAt;

    /** How long it took, in milliseconds; negative when that is not said. */
    public long took;

    private byte[] bytes = {};
    private int at;

    /** Fills the fields from a value on the wire. */
    public void read(byte[] value) {
        bytes = value;
        at = WireFormat.HEADER_LENGTH;
        int length = (int) number();
        idFrom = at;
        idTo = at += length;
        length = (int) number();
        keyFrom = at;
        keyTo = at += length;
        sli = (int) number();
        length = (int) number();
        scopeFrom = at;
        scopeTo = at += length;
        good = number() == GOOD;
        number();
        occurredAt = number();
        receivedAt = number();
        took = number() == 0 ? -1 : number();
    }

    /** App key, indicator and scope, which stand side by side: the name of the series. */
    Bytes series() {
        return Bytes.wrap(Arrays.copyOfRange(bytes, keyFrom, scopeTo));
    }

    private long number() {
        long raw = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            raw |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (raw >>> 1) ^ -(raw & 1);
    }
}
