package slipstream.standalone.progress;

/**
 * How far a piece of work is.
 *
 * @param what names it
 * @param done how much of it is done
 * @param total how much there is; 0: not known
 * @param unit what is counted
 * @param figures what else there is to say of it
 */
public record Work(String what, long done, long total, Unit unit, String figures) {
    /** What the amount of work is counted in. */
    public enum Unit {
        BYTES,
        RECORDS
    }

    int percent() {
        return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
