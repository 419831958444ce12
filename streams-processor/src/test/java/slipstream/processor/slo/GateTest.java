package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A low-traffic gate")
@DisplayNameGeneration(ReplaceUnderscores.class)
class GateTest {
    private static final OptionalLong NO_TAIL = OptionalLong.empty();

    @ParameterizedTest
    @CsvSource({
        // one of fifteen at 99.9 %: chance 1.49 %
        "14, 1, 0, 0, , BREACHED",
        "14, 1, 16, 0, , MET",
        "14, 1, 15, 0, , BREACHED",
        "14, 1, 0, 2, , MET",
        "13, 2, 0, 2, , BREACHED",
        "14, 1, 0, 0, 10000, MET",
        "14, 1, 0, 0, 20000, BREACHED",
        "13, 2, 0, 0, 10000, BREACHED",
        // every part has to be passed
        "13, 2, 15, 3, 10000, MET",
        "0, 0, 0, 0, 10000, NO_DATA",
    })
    void lets_a_low_rate_be_a_breach_with_traffic_enough(
            long good, long bad, long minimumTotal, long minimumBad, Long alpha, VerdictKind expected) {
        Gate gate = new Gate(minimumTotal, minimumBad, alpha == null ? NO_TAIL : OptionalLong.of(alpha));
        Objective objective =
                new Objective("o", Selector.ALL, 999_000, new Window(15), new RateBelow(), gate, 1, Evaluation.MINUTE);

        assertThat(objective.judge(new Given(new Counts(good, bad))).kind()).isEqualTo(expected);
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThatThrownBy(() -> new Gate(-1, 0, NO_TAIL)).hasMessageContaining("negative");
        assertThatThrownBy(() -> new Gate(0, 0, OptionalLong.of(0))).hasMessageContaining("alphaPpm");
        assertThatThrownBy(() -> new Gate(0, 0, OptionalLong.of(500_001))).hasMessageContaining("alphaPpm");
        assertThatThrownBy(() -> new Objective(
                        "o",
                        Selector.ALL,
                        999_000,
                        new Window(15),
                        new NoDataFor(),
                        new Gate(1, 0, NO_TAIL),
                        1,
                        Evaluation.MINUTE))
                .hasMessageContaining("no traffic");
        assertThatThrownBy(() -> new Objective(
                        "o",
                        Selector.ALL,
                        999_000,
                        new Window(15),
                        new LatencyAbove(95, 500),
                        new Gate(0, 1, NO_TAIL),
                        1,
                        Evaluation.MINUTE))
                .hasMessageContaining("minimum total only");
    }

    @Test
    void knows_the_binomial_tail_as_well_as_exact_fractions_do() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            int valid = 1 + random.nextInt(300);
            int bad = random.nextInt(valid + 1);
            int sharePpm = 1 + random.nextInt(random.nextBoolean() ? 20_000 : 999_999);
            double tail = BinomialTail.atLeast(bad, valid, sharePpm);
            double exact = exactTail(bad, valid, sharePpm);
            if ((long) bad * 1_000_000 <= (long) valid * sharePpm) {
                assertThat(tail).isEqualTo(1);
                assertThat(exact).isGreaterThanOrEqualTo(0.5);
            } else {
                assertThat(tail).as("%s of %s at %s", bad, valid, sharePpm).isCloseTo(exact, within(exact * 1e-9));
            }
        }
    }

    private static double exactTail(int bad, int valid, int sharePpm) {
        BigInteger share = BigInteger.valueOf(sharePpm);
        BigInteger rest = BigInteger.valueOf(1_000_000 - sharePpm);
        BigInteger sum = BigInteger.ZERO;
        BigInteger ways = BigInteger.ONE;
        for (int k = 0; k <= valid; k++) {
            if (k >= bad) {
                sum = sum.add(ways.multiply(share.pow(k)).multiply(rest.pow(valid - k)));
            }
            ways = ways.multiply(BigInteger.valueOf(valid - k)).divide(BigInteger.valueOf(k + 1));
        }
        BigDecimal all = new BigDecimal(BigInteger.valueOf(1_000_000).pow(valid));
        return new BigDecimal(sum).divide(all, MathContext.DECIMAL64).doubleValue();
    }

    @ParameterizedTest
    @CsvSource({
        // mean and deviation of the normal curve that so many events approach: a half at 0, 0.1587 at 1, 0.00135 at 3
        "10000000000, 500000, 1, 0.158655, 1e-3",
        "1000000000000, 500000, 3, 0.001350, 2e-4",
        "1000000, 1000, 1, 0.1587, 1e-2",
    })
    void comes_to_an_end_with_any_number_of_events(
            long valid, long sharePpm, int deviations, double expected, double tolerance) {
        double share = sharePpm / 1e6;
        long bad = Math.round(valid * share + deviations * Math.sqrt(valid * share * (1 - share)));

        double tail = BinomialTail.atLeast(bad, valid, sharePpm);

        assertThat(tail).isGreaterThan(expected - tolerance).isLessThan(expected * 1.7 + tolerance);
    }

    @Test
    void gives_the_same_bits_on_every_machine() {
        assertThat(Double.toHexString(BinomialTail.atLeast(2, 15, 1_000))).isEqualTo("0x1.b49a2ba9f3091p-14");
        assertThat(Double.toHexString(BinomialTail.atLeast(41, 15_000, 1_000))).isEqualTo("0x1.89c82e011862dp-26");
    }
}
