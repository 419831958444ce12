package slipstream.processor.slo;

import java.util.List;
import java.util.Map;

/**
 * Why events of a series were bad in some stretch of time.
 *
 * @param from first epoch minute that was looked at
 * @param to epoch minute at which it ends, exclusive
 * @param basis which events it speaks of
 * @param failures all bad events in it
 * @param shares for each dimension, how many of them had which value
 * @param last the newest bad events in it, newest first; at most {@value #LAST}
 */
public record Evidence(
        long from, long to, Basis basis, long failures, Map<Dimension, Shares> shares, List<Failure> last) {
    /** How many values of a dimension are told. */
    public static final int TOP = 10;

    /** How many of the newest bad events of a series are kept. */
    public static final int LAST = 20;

    public Evidence {
        shares = Map.copyOf(shares);
        last = List.copyOf(last);
    }

    /**
     * How the failures fall on the values of one dimension. Exact as long as a series has met no more than
     * {@value FailureNames#MAX_NAMES} values; of the others only the sum is known.
     *
     * @param top the values with most failures, most first; at most {@value #TOP}
     * @param rest failures with other values
     * @param unnamed of the rest, those whose value was one too many: a value that is not shown has at most so many more
     */
    public record Shares(List<Share> top, long rest, long unnamed) {
        public Shares {
            top = List.copyOf(top);
        }
    }

    /**
     * How many failures had a value.
     *
     * @param value the value
     * @param count the failures
     */
    public record Share(String value, long count) {}
}
