package slipstream.processor.slo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit hash of an event id: eight bytes a step, each mixed by an odd multiplier, finished as in SplitMix64 (Steele 2014). */
final class IdHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private IdHash() {}

    /** Never zero. */
    static long of(byte[] bytes, int from, int to) {
        long hash = (to - from) * ODD;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at)) * ODD;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << 8) | (bytes[at] & 0xff);
        }
        hash = mix(hash ^ rest);
        return hash == 0 ? 1 : hash;
    }

    /** Whether so many bytes are the same in both arrays: names are short, so this is done by hand, eight at a time. */
    static boolean isSame(byte[] one, int from, byte[] other, int otherFrom, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if ((long) LONGS.get(one, from + at) != (long) LONGS.get(other, otherFrom + at)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (one[from + at] != other[otherFrom + at]) {
                return false;
            }
        }
        return true;
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
