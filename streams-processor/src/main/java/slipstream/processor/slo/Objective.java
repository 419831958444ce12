package slipstream.processor.slo;

/**
 * A promise: of the valid events of a series in every window, at least the target must be good.
 *
 * @param id names the objective
 * @param sli id of the indicator that it is about
 * @param targetPpm required share of good events in parts per million: 999_000 is 99.9 %
 * @param window how far back it looks
 */
public record Objective(String id, String sli, long targetPpm, Window window) {
    private static final long MILLION = 1_000_000;

    public Objective {
        if (targetPpm <= 0 || targetPpm >= MILLION) {
            throw new IllegalArgumentException("targetPpm lies between 0 and 1000000, exclusive; was " + targetPpm);
        }
    }

    /** Stands for the id in the written state; no two objectives of an indicator have the same. */
    int code() {
        return id.hashCode();
    }

    /** Judges one full window. Strictly less than the target is a breach; nothing counted is no rate. Exact whole numbers. */
    public VerdictKind judge(Counts counts) {
        if (counts.valid() == 0) {
            return VerdictKind.NO_DATA;
        }
        boolean below = Math.multiplyExact(counts.good(), MILLION) < Math.multiplyExact(counts.valid(), targetPpm);
        return below ? VerdictKind.BREACHED : VerdictKind.MET;
    }
}
