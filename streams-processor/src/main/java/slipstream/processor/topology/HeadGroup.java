package slipstream.processor.topology;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.kafka.common.utils.Bytes;
import slipstream.processor.slo.State;

/**
 * Heads of neighbouring series as one record of the changelog. On the heap each stands by itself: whatever the changelog says last of a
 * series holds, alone or in its group.
 */
final class HeadGroup {
    /** After the zero with which all keys begin that are no series' name; the kinds before it are the core's. */
    private static final byte KIND = 16;

    private static final int KEY_LENGTH = 2 + Integer.BYTES;

    private HeadGroup() {}

    static Bytes key(int first) {
        return Bytes.wrap(ByteBuffer.allocate(KEY_LENGTH)
                .put((byte) 0)
                .put(KIND)
                .putInt(first / State.GROUP)
                .array());
    }

    static boolean isKey(byte[] key) {
        return key.length == KEY_LENGTH && key[0] == 0 && key[1] == KIND;
    }

    /** Each head with its length before it. */
    static byte[] value(List<byte[]> heads) {
        int length =
                heads.stream().mapToInt(head -> Integer.BYTES + head.length).sum();
        ByteBuffer value = ByteBuffer.allocate(length);
        heads.forEach(head -> value.putInt(head.length).put(head));
        return value.array();
    }

    /** Hands on each head with the number of its series. */
    static void forEach(byte[] key, byte[] value, ObjIntConsumer<byte[]> each) {
        int series = ByteBuffer.wrap(key).getInt(2) * State.GROUP;
        ByteBuffer heads = ByteBuffer.wrap(value);
        while (heads.hasRemaining()) {
            byte[] head = new byte[heads.getInt()];
            heads.get(head);
            each.accept(head, series++);
        }
    }
}
