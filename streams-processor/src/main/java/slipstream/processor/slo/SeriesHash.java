package slipstream.processor.slo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * What a series is found by: two 64-bit hashes of its name, eight bytes a step, each step a product of 128 bits folded into 64. They
 * begin with secret numbers, another one in every process, so that nobody can choose a name that is taken for that of another series;
 * nothing that is written depends on them. Filled again for every event.
 */
final class SeriesHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long FIRST_BEGIN = RANDOM.nextLong();
    private static final long SECOND_BEGIN = RANDOM.nextLong();
    private static final long FIRST_FACTOR = RANDOM.nextLong() | 1;
    private static final long SECOND_FACTOR = RANDOM.nextLong() | 1;

    private long first;
    private long second;

    /** Takes the name of a series: its app, its indicator and its scope. */
    SeriesHash of(byte[] app, int appFrom, int appTo, int sli, byte[] scope, int scopeFrom, int scopeTo) {
        long lengths = ((long) (appTo - appFrom) << Integer.SIZE) ^ ((long) (scopeTo - scopeFrom) << Byte.SIZE) ^ sli;
        first = FIRST_BEGIN;
        second = SECOND_BEGIN;
        take(lengths);
        take(app, appFrom, appTo);
        take(scope, scopeFrom, scopeTo);
        return this;
    }

    private void take(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            take((long) LONGS.get(bytes, at));
        }
        if (at < to && to - from >= Long.BYTES) {
            take((long) LONGS.get(bytes, to - Long.BYTES));
        } else if (at < to) {
            long rest = 0;
            for (; at < to; at++) {
                rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
            }
            take(rest);
        }
    }

    private void take(long word) {
        first = IdHash.fold(first ^ word, FIRST_FACTOR);
        second = IdHash.fold(second ^ word, SECOND_FACTOR);
    }

    long first() {
        return first;
    }

    long second() {
        return second;
    }
}
