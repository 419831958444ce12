package slipstream.processor.slo;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where a partition's state is kept between commits. Everything is written at the commit, together with the input's offsets. */
public interface State {
    /** Whether every series of the partition is here; what holds some apps only can be read, and not counted into. */
    default boolean isWhole() {
        return true;
    }

    /** Sealed hours of cells. */
    Pages pages();

    /** Ids of seen events. */
    SeenPages seen();

    /** The head record of a series, of a decision, or of the partition itself; null when it has ended. */
    void writeHead(byte[] key, byte @Nullable [] head);

    /** Most series whose heads may be written together. */
    int GROUP = 16;

    /**
     * The head records of all series of a group: they can be kept as one record, because most of them have changed.
     *
     * @param first number of the first series, a multiple of {@link #GROUP}; the others follow it
     */
    default void writeHeads(int first, List<byte[]> heads) {
        for (int i = 0; i < heads.size(); i++) {
            writeHead(HeadKeys.ofHead(first + i), heads.get(i));
        }
    }

    /** Hands every head record to {@code each}. */
    void readHeads(BiConsumer<byte[], byte[]> each);

    /** An open load; null when it has ended. */
    void writeLoad(String name, byte @Nullable [] load);

    /** Hands every open load to {@code each}. */
    void readLoads(BiConsumer<String, byte[]> each);
}
