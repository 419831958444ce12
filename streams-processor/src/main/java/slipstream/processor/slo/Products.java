package slipstream.processor.slo;

import java.math.BigInteger;

/** Exact arithmetic on products of two whole numbers, none of them negative, that may not fit into 64 bits. */
final class Products {
    private Products() {}

    /** Whether a * b is less than c * d. */
    static boolean less(long a, long b, long c, long d) {
        long high = Math.multiplyHigh(a, b);
        long otherHigh = Math.multiplyHigh(c, d);
        return high == otherHigh ? Long.compareUnsigned(a * b, c * d) < 0 : high < otherHigh;
    }

    /** a * b / (c * d), rounded up. */
    static long dividedUp(long a, long b, long c, long d) {
        BigInteger[] parts = product(a, b).divideAndRemainder(product(c, d));
        return parts[0].longValueExact() + (parts[1].signum() == 0 ? 0 : 1);
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}
