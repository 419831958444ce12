package slipstream.processor.slo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit hash of an event id: eight bytes a step, each a product of 128 bits folded into 64, finished as in SplitMix64 (Steele 2014). */
final class IdHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private IdHash() {}

    /** Never zero. */
    static long of(byte[] bytes, int from, int to) {
        long hash = (to - from) * ODD;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = fold(hash ^ (long) LONGS.get(bytes, at), ODD);
        }
        hash = mix(hash ^ tail(bytes, at, to));
        return hash == 0 ? 1 : hash;
    }

    /** Fewer than eight bytes as a number, the last one lowest. */
    private static long tail(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > 0 && to >= Long.BYTES) {
            long mask = (1L << (Byte.SIZE * length)) - 1;
            return Long.reverseBytes((long) LONGS.get(bytes, to - Long.BYTES)) & mask;
        }
        long tail = 0;
        for (int at = from; at < to; at++) {
            tail = (tail << Byte.SIZE) | (bytes[at] & 0xff);
        }
        return tail;
    }

    /** The product, all 128 bits of it, as 64. */
    static long fold(long one, long other) {
        return Math.multiplyHigh(one, other) ^ (one * other);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
