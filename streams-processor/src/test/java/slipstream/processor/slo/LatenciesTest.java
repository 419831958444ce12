package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A latency")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LatenciesTest {
    @Test
    void is_told_within_two_percent_from_none_to_an_hour() {
        for (long millis = 0; millis <= LatencyBins.MAX_MILLIS; millis += 1 + millis / 500) {
            assertThat(LatencyBins.millis(LatencyBins.of(millis)))
                    .isCloseTo((double) millis, within(millis * 0.02 + 1e-9));
        }
    }

    @Test
    void of_more_than_an_hour_counts_as_an_hour() {
        assertThat(LatencyBins.of(Long.MAX_VALUE)).isEqualTo(LatencyBins.of(LatencyBins.MAX_MILLIS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void at_a_percentile_is_within_two_percent_of_the_sorted_truth(long seed) {
        Random random = new Random(seed);
        long[] truth = new long[5_000];
        Latencies latencies = new Latencies();
        for (int i = 0; i < truth.length; i++) {
            truth[i] = Math.round(Math.exp(3 + 2.5 * random.nextGaussian()));
            latencies.add(LatencyBins.of(truth[i]), 1);
        }
        Arrays.sort(truth);
        for (double percent : new double[] {1, 50, 90, 95, 99, 100}) {
            long exact = truth[(int) Math.ceil(truth.length * percent / 100) - 1];
            double wanted = Math.min(exact, LatencyBins.MAX_MILLIS);
            assertThat(latencies.percentile(percent)).isCloseTo(wanted, within(wanted * 0.02 + 1e-9));
        }
        double mean = Arrays.stream(truth).average().orElseThrow();
        assertThat(latencies.mean()).isCloseTo(mean, within(mean * 0.02));
    }

    @Test
    void at_a_percentile_of_nothing_is_none_and_outside_of_a_hundred_is_refused() {
        assertThat(new Latencies().percentile(99)).isZero();
        assertThat(new Latencies().mean()).isZero();
        assertThatThrownBy(() -> new Latencies().percentile(0)).hasMessageContaining("was 0.0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void is_kept_by_five_minutes_in_any_order_and_survives_being_written(long seed) {
        Random random = new Random(seed);
        long[][] truth = new long[HourPage.FIVES][LatencyBins.count()];
        LatencyCells cells = new LatencyCells();
        for (int i = 0; i < 3_000; i++) {
            int five = random.nextInt(HourPage.FIVES);
            int bin = random.nextInt(1 + random.nextInt(LatencyBins.count()));
            int count = random.nextInt(50) == 0 ? 400_000 : 1;
            truth[five][bin] += count;
            cells.add(five, bin, count);
        }
        LatencyCells read = new LatencyCells();
        read.add(3, 7, 5); // left over, to be replaced
        for (int five : new int[] {11, 3, 0, 7, 1, 2, 10, 9, 8, 6, 5, 4}) {
            ByteWriter out = new ByteWriter().reset();
            boolean counted = five % 2 == 0;
            cells.write(out, five, cells.smallestBin(), counted);
            ByteReader in = new ByteReader(out.toBytes());
            if (counted) {
                read.read(in, five, cells.smallestBin());
            } else {
                read.readAll(in, five, cells.smallestBin(), cells.count(five));
            }
        }
        for (LatencyCells each : new LatencyCells[] {cells, read, read.copy()}) {
            for (int five = 0; five < HourPage.FIVES; five++) {
                Latencies sum = new Latencies();
                each.addTo(sum, five, five + 1);
                assertThat(sum.count()).isEqualTo(Arrays.stream(truth[five]).sum());
                assertThat(sum.percentile(50)).isEqualTo(median(truth[five]));
            }
        }
    }

    private static double median(long[] counts) {
        Latencies latencies = new Latencies();
        for (int bin = 0; bin < counts.length; bin++) {
            latencies.add(bin, counts[bin]);
        }
        return latencies.percentile(50);
    }
}
