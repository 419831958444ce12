package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import slipstream.schemas.TickHeaders;

/**
 * Whether what this application says of a partition is told. The log decides, by ticks that name the application in force from
 * there on; so one application ends and another begins at the same record, whenever each of them reads it. Kept in the state, in
 * the transaction of the tick that it comes from.
 */
final class Telling {
    /** Among the heads, where no app key begins with a zero; the byte behind it is a kind that no decision has. */
    private static final Bytes KEY = Bytes.wrap(new byte[] {0, 127});

    private static final byte SILENT = 0;
    private static final byte IN_FORCE = 1;
    private static final byte BEGINNING = 2;

    private final KeyValueStore<Bytes, byte[]> heads;
    private final Voice voice;
    private byte state;

    Telling(KeyValueStore<Bytes, byte[]> heads, Voice voice) {
        this.heads = heads;
        this.voice = voice;
        byte @Nullable [] kept = heads.get(KEY);
        state = kept != null ? kept[0] : voice.inForceAtFirst() ? IN_FORCE : SILENT;
    }

    /** Whether a head record is this and no head. */
    static boolean isKey(Bytes key) {
        return KEY.equals(key);
    }

    boolean isInForce() {
        return state != SILENT;
    }

    /** Whether it has just come into force: the next minute tells everything, because another may have said otherwise before. */
    boolean isBeginning() {
        return state == BEGINNING;
    }

    /** Everything was told once. */
    void begun() {
        become(IN_FORCE);
    }

    /** Takes note of a tick. */
    void hear(Headers headers) {
        Header named = headers.lastHeader(TickHeaders.IN_FORCE);
        if (named != null) {
            boolean isOurs = new String(named.value(), StandardCharsets.UTF_8).equals(voice.applicationId());
            if (isOurs != isInForce()) {
                become(isOurs ? BEGINNING : SILENT);
            }
        }
    }

    private void become(byte next) {
        state = next;
        heads.put(KEY, new byte[] {next});
    }
}
