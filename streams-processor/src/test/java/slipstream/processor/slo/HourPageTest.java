package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A page of an hour")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HourPageTest {
    private static final long HOUR = 490_000;

    /** Of a hundred good events so many have a latency, which has as many bins as it says. */
    @ParameterizedTest
    @CsvSource({"0,1", "100,1", "100,387", "50,20", "99,387"})
    void is_what_it_was_when_it_is_read_back(int timed, int bins) {
        Random random = new Random(timed + bins);
        for (int events : new int[] {1, 12, 300, 5_000}) {
            HourPage page = HourPage.byMinute(HOUR);
            for (int i = 0; i < events; i++) {
                boolean good = random.nextInt(10) > 0;
                int bin = good && random.nextInt(100) < timed ? LatencyBins.count() - 1 - random.nextInt(bins) : -1;
                page.add(random.nextInt(60), good ? Counts.ONE_GOOD : Counts.ONE_BAD, bin);
            }
            HourPage coarse = page.coarse();

            HourPage read = written(coarse);

            for (int from = 0; from < 60; from += 5) {
                assertThat(read.sum(from, from + 5)).isEqualTo(coarse.sum(from, from + 5));
                assertThat(latencies(read, from)).isEqualTo(latencies(coarse, from));
            }
        }
    }

    private static HourPage written(HourPage page) {
        ByteWriter out = new ByteWriter().reset();
        page.write(out);
        return HourPage.read(out.toBytes(), HOUR);
    }

    private static String latencies(HourPage page, int from) {
        Latencies sum = new Latencies();
        page.addLatencies(sum, from, from + 5);
        return sum.count() == 0
                ? "none"
                : sum.count() + " " + sum.mean() + " " + sum.percentile(1) + " " + sum.percentile(99);
    }
}
