package slipstream.processor.slo;

/**
 * Bins of latencies on a logarithmic scale, fixed for ever because they are on disk. Bin 0 is 0 ms; bin i + 1 holds the whole
 * milliseconds in (1.04^(i−1), 1.04^i] and stands for the value between its bounds that is at most 1.97 % away from either:
 * 2 · 1.04^i / (1.04 + 1), the mapping of DDSketch (Masson, Rim, Lee: PVLDB 12(12), 2019). More than an hour counts as an hour.
 */
final class LatencyBins {
    /** Longest latency that is told from longer ones, in milliseconds: one hour. */
    static final int MAX_MILLIS = 3_600_000;

    private static final double GAMMA = 1.04;
    private static final int TABLE_MILLIS = 16_384;

    /** Upper bound of each bin in milliseconds, inclusive. */
    private static final double[] UPPER = upperBounds();

    private static final short[] TABLE = table();

    private LatencyBins() {}

    /** How many bins there are. */
    static int count() {
        return UPPER.length;
    }

    /** The bin of a latency in milliseconds, 0 or more. */
    static int of(long millis) {
        return millis < TABLE_MILLIS ? TABLE[(int) millis] : search(Math.min(millis, MAX_MILLIS));
    }

    /** The latency that a bin stands for, in milliseconds. */
    static double millis(int bin) {
        return bin == 0 ? 0 : 2 * UPPER[bin] / (GAMMA + 1);
    }

    private static int search(long millis) {
        int low = 0;
        int high = UPPER.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (UPPER[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double[] upperBounds() {
        int bins = 2 + (int) StrictMath.ceil(StrictMath.log(MAX_MILLIS) / StrictMath.log(GAMMA));
        double[] upper = new double[bins];
        for (int i = 1; i < bins; i++) {
            upper[i] = StrictMath.pow(GAMMA, i - 1);
        }
        return upper;
    }

    private static short[] table() {
        short[] table = new short[TABLE_MILLIS];
        for (int millis = 0; millis < TABLE_MILLIS; millis++) {
            table[millis] = (short) search(millis);
        }
        return table;
    }
}
