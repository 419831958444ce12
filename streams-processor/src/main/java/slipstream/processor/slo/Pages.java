package slipstream.processor.slo;

import org.jspecify.annotations.Nullable;

/** Where sealed hours of cells are kept: a small ring of keys per lane, so that old hours are overwritten and never deleted. */
public interface Pages {
    /** Two kinds of page, each with its own ring. */
    enum Kind {
        /** Sixty one-minute cells; only the last hours are kept. */
        MINUTES(0, 8),
        /** Twelve five-minute cells, for 31 days and a day of room. */
        FIVES(1, 768);

        private final int code;
        final int slots;

        Kind(int code, int slots) {
            this.code = code;
            this.slots = slots;
        }

        int slot(long hour) {
            return (int) Math.floorMod(hour, (long) slots);
        }
    }

    /** Key of a page in its store: series number, lane, kind and ring slot, 8 bytes. */
    static byte[] key(int series, int lane, Kind kind, int slot) {
        return new byte[] {
            (byte) (series >>> 24),
            (byte) (series >>> 16),
            (byte) (series >>> 8),
            (byte) series,
            (byte) lane,
            (byte) kind.code,
            (byte) (slot >>> 8),
            (byte) slot
        };
    }

    /** The page under a key; null when nothing was ever written there. */
    byte @Nullable [] read(byte[] key);

    /** Replaces the page under a key. */
    void write(byte[] key, byte[] page);
}
