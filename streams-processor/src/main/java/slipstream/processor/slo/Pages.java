package slipstream.processor.slo;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where sealed hours of cells are kept: a small ring of keys per lane, so that old hours are overwritten and never deleted. */
public interface Pages {
    /** Kinds of page, each with its own ring. */
    enum Kind {
        /** Five minutes by minute, by five-minute index; only the last hours are kept. */
        BLOCKS(0, 64),
        /** Twelve five-minute cells, by hour: 31 days and a day of room. */
        HOURS(1, 768),
        /** Why events were bad, by five-minute index, for as long. */
        CAUSES(2, 768 * 12),
        /** The newest bad events. */
        FAILURES(3, Evidence.LAST),
        /** Texts that bad events have in them. */
        NAMES(4, 64),
        /** All old hours of a lane that has few events. */
        FEW(5, 1);

        private final int code;
        final int slots;

        Kind(int code, int slots) {
            this.code = code;
            this.slots = slots;
        }

        /** No page of the lane has a lower key. */
        byte[] first(int series, int lane) {
            return key(series, lane, 0);
        }

        /** No page of the lane has a higher key. */
        byte[] last(int series, int lane) {
            return key(series, lane, slots - 1L);
        }

        /** Key of a page in its store: series number, lane, kind and ring slot, 8 bytes. */
        byte[] key(int series, int lane, long index) {
            int slot = (int) Math.floorMod(index, (long) slots);
            return new byte[] {
                (byte) (series >>> 24),
                (byte) (series >>> 16),
                (byte) (series >>> 8),
                (byte) series,
                (byte) lane,
                (byte) code,
                (byte) (slot >>> 8),
                (byte) slot
            };
        }
    }

    /** The page under a key; null when nothing was ever written there. */
    byte @Nullable [] read(byte[] key);

    /** Hands on every page whose key lies between two others, both included. */
    void scan(byte[] from, byte[] to, Consumer<byte[]> each);

    /** Replaces the page under a key. */
    void write(byte[] key, byte[] page);
}
