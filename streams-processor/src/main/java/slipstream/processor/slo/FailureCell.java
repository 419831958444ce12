package slipstream.processor.slo;

import java.util.Map;
import java.util.TreeMap;

/** The bad events of five minutes of one lane: how many there were, and how many of them had which text in which dimension. */
final class FailureCell {
    private static final int DIMENSIONS = 8;

    /** Number of five minutes since the epoch. */
    final long five;

    boolean dirty;

    /** By number of the text and dimension. */
    private final Map<Integer, Long> counts = new TreeMap<>();

    private long failures;

    FailureCell(long five) {
        this.five = five;
    }

    void add(Failure failure, FailureNames names) {
        failures++;
        dirty = true;
        for (Dimension each : Dimension.values()) {
            each.of(failure)
                    .ifPresent(text -> counts.merge(names.numberOf(text) * DIMENSIONS + each.code, 1L, Long::sum));
        }
    }

    long failures() {
        return failures;
    }

    /** What is done with every count. */
    interface Each {
        void count(Dimension dimension, int name, long failures);
    }

    void forEach(Each each) {
        counts.forEach((code, count) -> each.count(Dimension.ofCode(code % DIMENSIONS), code / DIMENSIONS, count));
    }

    /** Five minutes, failures, then each code as gap to the one before, and its count. */
    void write(ByteWriter out) {
        out.varLong(five).varLong(failures);
        int[] last = {0};
        counts.forEach((code, count) -> {
            out.varLong(code - last[0]).varLong(count);
            last[0] = code;
        });
    }

    /** The cell as it was written; one of other minutes is left over from the ring's last round and is empty here. */
    static FailureCell read(byte[] bytes, long wanted) {
        FailureCell cell = new FailureCell(wanted);
        ByteReader in = new ByteReader(bytes);
        if (in.varLong() == wanted) {
            cell.failures = in.varLong();
            int code = 0;
            while (in.hasMore()) {
                code += (int) in.varLong();
                cell.counts.put(code, in.varLong());
            }
        }
        return cell;
    }

    /** Which five minutes a written cell is about. */
    static long fiveOf(byte[] bytes) {
        return new ByteReader(bytes).varLong();
    }
}
