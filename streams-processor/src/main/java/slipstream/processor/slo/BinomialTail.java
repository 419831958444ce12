package slipstream.processor.slo;

/**
 * How likely it is to see so many bad events or more, if each is bad by itself with a given share. Written with
 * {@link StrictMath} and plain arithmetic alone, so that every machine and every replay gets the same bits.
 */
final class BinomialTail {
    /** More terms are not summed up; what is left is bounded from above by a geometric series. */
    private static final int MAX_TERMS = 10_000;

    private static final double NEGLIGIBLE = 1e-17;
    private static final double HALF_LN_TWO_PI = 0.918_938_533_204_672_8;
    private static final int EXACT_FACTORIALS = 20;
    private static final double MILLION = 1_000_000;

    private BinomialTail() {}

    /**
     * The chance of at least {@code bad} among {@code valid} events; 1 where that many are expected anyhow, which is then more
     * than a half.
     *
     * @param sharePpm chance of one bad event in parts per million, between 0 and 1,000,000, exclusive
     */
    static double atLeast(long bad, long valid, long sharePpm) {
        if (!Products.less(valid, sharePpm, bad, (long) MILLION)) {
            return 1;
        }
        double share = sharePpm / MILLION;
        double odds = share / (1 - share);
        double term = 1;
        double sum = 1;
        double ratio = 0;
        for (int i = 0; i < MAX_TERMS; i++) {
            ratio = (double) (valid - bad - i) / (bad + i + 1) * odds;
            term *= ratio;
            sum += term;
            if (term < sum * NEGLIGIBLE) {
                ratio = 0;
                break;
            }
        }
        sum += term * ratio / (1 - ratio);
        return StrictMath.min(1, StrictMath.exp(lnOfExactly(bad, valid, share)) * sum);
    }

    private static double lnOfExactly(long bad, long valid, double share) {
        return lnFactorial(valid)
                - lnFactorial(bad)
                - lnFactorial(valid - bad)
                + (double) bad * StrictMath.log(share)
                + (double) (valid - bad) * StrictMath.log1p(-share);
    }

    /** Exact up to 20, from there on by Stirling's series, whose error is below 1e-11. */
    private static double lnFactorial(long n) {
        if (n <= EXACT_FACTORIALS) {
            long product = 1;
            for (long i = 2; i <= n; i++) {
                product *= i;
            }
            return StrictMath.log((double) product);
        }
        double x = (double) n;
        double inverse = 1 / x;
        double square = inverse * inverse;
        return x * StrictMath.log(x)
                - x
                + StrictMath.log(x) / 2
                + HALF_LN_TWO_PI
                + inverse * (1 / 12.0 - square * (1 / 360.0 - square / 1_260.0));
    }
}
