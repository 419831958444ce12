package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A condition")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConditionTest {
    private static final Window MONTH = new Window(Window.MAX_MINUTES);
    private static final Window HOUR = new Window(60);
    private static final Window FIVE = new Window(5);

    private static Objective objective(long targetPpm, Window window, Condition condition) {
        return new Objective("o", Selector.ALL, targetPpm, window, condition, Gate.NONE, 1, Evaluation.MINUTE);
    }

    private static Windows windows(Map<Window, Counts> counts) {
        return new Given(Counts.NONE, counts, new Latencies(), true);
    }

    @Test
    void has_the_four_pairs_of_the_workbook_for_a_month() {
        assertThat(BurnRate.of(MONTH, 999_000).pairs())
                .containsExactly(
                        new BurnRate.Pair(HOUR, FIVE, 13_440),
                        new BurnRate.Pair(new Window(360), new Window(30), 5_600),
                        new BurnRate.Pair(new Window(1_440), new Window(120), 2_800),
                        new BurnRate.Pair(new Window(4_320), new Window(360), 933));
    }

    @Test
    void leaves_out_pairs_that_do_not_fit_or_could_never_burn() {
        assertThat(BurnRate.of(new Window(2 * 1_440), 999_000).pairs())
                .extracting(pair -> pair.longWindow().minutes())
                .containsExactly(60, 360, 1_440);
        assertThat(BurnRate.of(MONTH, 900_000).pairs())
                .as("at 90 % nothing burns faster than 10")
                .extracting(BurnRate.Pair::factorThousandths)
                .containsExactly(5_600L, 2_800L, 933L);
    }

    @ParameterizedTest
    @CsvSource({
        // both windows faster than 13.44: 1.344 % bad at 99.9 %
        "986, 14, 98, 2, BREACHED, 14000",
        // exactly the factor is not faster
        "98656, 1344, 98, 2, MET, 13440",
        "98655, 1345, 98, 2, BREACHED, 13450",
        // over already: the short window has recovered
        "986, 14, 100, 0, MET, 14000",
        // a single bad minute does not make an hour
        "999, 1, 0, 10, MET, 1000",
        // still burning as far as the hour goes, but nothing came in five minutes: nobody knows
        "986, 14, 0, 0, NO_DATA, 14000",
        "999, 1, 0, 0, MET, 1000",
        "0, 0, 0, 0, NO_DATA, 0",
        "0, 5, 0, 5, BREACHED, 1000000",
    })
    void of_a_burn_rate_is_breached_when_both_windows_burn_faster(
            long good, long bad, long goodInFive, long badInFive, VerdictKind expected, long burnRate) {
        Objective objective = objective(999_000, MONTH, new BurnRate(List.of(new BurnRate.Pair(HOUR, FIVE, 13_440))));

        Judgement judgement =
                objective.judge(windows(Map.of(HOUR, new Counts(good, bad), FIVE, new Counts(goodInFive, badInFive))));

        assertThat(judgement.kind()).isEqualTo(expected);
        assertThat(judgement.length()).isEqualTo(HOUR);
        assertThat(judgement.burnRateThousandths()).hasValue(burnRate);
        assertThat(judgement.factorThousandths()).hasValue(13_440);
    }

    @Test
    void of_a_burn_rate_is_decided_by_the_first_pair_that_burns() {
        Objective objective = objective(999_000, MONTH, BurnRate.of(MONTH, 999_000));
        Window six = new Window(360);

        Judgement judgement = objective.judge(new Given(
                new Counts(1_000, 0),
                Map.of(six, new Counts(990, 10), new Window(30), new Counts(990, 10)),
                new Latencies(),
                true));

        assertThat(judgement.kind()).isEqualTo(VerdictKind.BREACHED);
        assertThat(judgement.length()).isEqualTo(six);
        assertThat(judgement.factorThousandths()).hasValue(5_600);
    }

    @Test
    void of_a_burn_rate_compares_exactly_however_large_the_counts() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long valid = random.nextLong(1, Long.MAX_VALUE >>> random.nextInt(62));
            long bad = random.nextLong(0, valid + 1);
            long targetPpm = random.nextLong(1, 1_000_000);
            long factor = random.nextLong(1, 1_000_000_000 / (1_000_000 - targetPpm) + 1);
            Objective objective =
                    objective(targetPpm, MONTH, new BurnRate(List.of(new BurnRate.Pair(HOUR, FIVE, factor))));

            Judgement judgement = objective.judge(new Given(new Counts(valid - bad, bad)));

            BigInteger burnt = BigInteger.valueOf(bad).multiply(BigInteger.valueOf(1_000_000_000));
            BigInteger allowed = BigInteger.valueOf(factor)
                    .multiply(BigInteger.valueOf(1_000_000 - targetPpm))
                    .multiply(BigInteger.valueOf(valid));
            boolean faster = burnt.compareTo(allowed) > 0;
            assertThat(judgement.kind()).isEqualTo(faster ? VerdictKind.BREACHED : VerdictKind.MET);
            assertThat(judgement.burnRateThousandths().orElseThrow() > factor)
                    .as("what is breached also reads faster than the factor")
                    .isEqualTo(faster);
        }
    }

    @Test
    void of_a_rate_compares_exactly_however_large_the_counts() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            long valid = random.nextLong(1, Long.MAX_VALUE >>> random.nextInt(62));
            long good = random.nextLong(0, valid + 1);
            long targetPpm = random.nextLong(1, 1_000_000);

            Judgement judgement =
                    objective(targetPpm, HOUR, new RateBelow()).judge(new Given(new Counts(good, valid - good)));

            boolean below = BigDecimal.valueOf(good)
                            .movePointRight(6)
                            .compareTo(BigDecimal.valueOf(valid).multiply(BigDecimal.valueOf(targetPpm)))
                    < 0;
            assertThat(judgement.kind()).isEqualTo(below ? VerdictKind.BREACHED : VerdictKind.MET);
        }
    }

    @Test
    void refuses_a_factor_that_no_budget_can_burn_at() {
        BurnRate tenTimes = new BurnRate(List.of(new BurnRate.Pair(HOUR, FIVE, 10_000)));
        BurnRate more = new BurnRate(List.of(new BurnRate.Pair(HOUR, FIVE, 10_001)));

        assertThat(objective(900_000, MONTH, tenTimes).condition()).isEqualTo(tenTimes);
        assertThatThrownBy(() -> objective(900_000, MONTH, more)).hasMessageContaining("10001 thousandths");
        assertThatThrownBy(() -> objective(999_000, FIVE, tenTimes)).hasMessageContaining("no longer than");
        assertThatThrownBy(() -> new BurnRate(List.of())).hasMessageContaining("1 to 10 pairs");
        assertThatThrownBy(() -> new BurnRate.Pair(FIVE, FIVE, 2_000)).hasMessageContaining("shorter");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true, BREACHED", "0, 0, false, MET", "1, 0, true, MET", "0, 1, true, MET"})
    void of_no_data_is_breached_by_silence_of_as_much_measured_time(
            long good, long bad, boolean silentBefore, VerdictKind expected) {
        Windows windows = new Given(new Counts(good, bad), Map.of(), new Latencies(), silentBefore);

        assertThat(objective(999_000, HOUR, new NoDataFor()).judge(windows).kind())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, NO_DATA, -1",
        "10, 500, 0, MET, 500",
        "10, 490, 0, MET, 482",
        "10, 520, 0, BREACHED, 521",
        "10, 520, 11, MET, 521",
        "11, 520, 11, BREACHED, 521",
    })
    void of_a_latency_is_breached_above_its_limit(
            long count, long millis, long minimum, VerdictKind expected, long observed) {
        Latencies latencies = new Latencies();
        if (count > 0) {
            latencies.add(LatencyBins.of(millis), count);
        }
        Gate gate = new Gate(minimum, 0, OptionalLong.empty());
        Objective objective =
                new Objective("o", Selector.ALL, 999_000, HOUR, new LatencyAbove(95, 500), gate, 1, Evaluation.MINUTE);

        Judgement judgement = objective.judge(new Given(new Counts(9, 9), Map.of(), latencies, true));

        assertThat(judgement.kind()).isEqualTo(expected);
        assertThat(judgement.observedMillis())
                .isEqualTo(observed < 0 ? OptionalLong.empty() : OptionalLong.of(observed));
    }
}
