package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Latencies of an hour")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LatencyCellsTest {
    private static final int BINS = LatencyBins.count();

    private final LatencyCells cells = new LatencyCells();
    private final long[][] expected = new long[HourPage.FIVES][BINS];
    private final Bins minute = new Bins();

    @Test
    void are_the_same_whether_they_come_one_by_one_or_a_minute_at_a_time() {
        Random random = new Random(20_261_129);
        for (int step = 0; step < 2_000; step++) {
            int five = random.nextInt(HourPage.FIVES);
            int[] bins = random.ints(random.nextInt(12), 0, 1 + random.nextInt(BINS))
                    .sorted()
                    .toArray();
            if (random.nextBoolean()) {
                addAll(five, bins);
            } else {
                Arrays.stream(bins).forEach(bin -> cells.add(five, bin, 1));
            }
            Arrays.stream(bins).forEach(bin -> expected[five][bin]++);
        }
        assertHeld();
    }

    @Test
    void of_one_bin_may_be_more_than_an_entry_has_room_for() {
        cells.add(3, 7, 262_140);
        addAll(3, new int[] {5, 7, 7, 7, 7, 7, 7, 9});
        cells.add(3, 7, 300_000);
        addAll(3, new int[] {7});
        expected[3][5] = 1;
        expected[3][7] = 562_147;
        expected[3][9] = 1;
        assertHeld();
    }

    @Test
    void that_nobody_knows_are_not_among_them() {
        minute.clear();
        minute.add(4);
        minute.add(-1);

        assertThat(minute.events()).isEqualTo(2);
        assertThat(minute.timed()).isEqualTo(1);
    }

    private void addAll(int five, int[] bins) {
        minute.clear();
        Arrays.stream(bins).forEach(minute::add);
        cells.addAll(five, minute);
    }

    private void assertHeld() {
        long[][] found = new long[HourPage.FIVES][BINS];
        for (int five = 0; five < HourPage.FIVES; five++) {
            int cell = five;
            int[] last = {-1};
            cells.forEach(five, (bin, count) -> {
                assertThat(bin).isGreaterThanOrEqualTo(last[0]);
                last[0] = bin;
                found[cell][bin] += count;
            });
        }
        assertThat(found).isDeepEqualTo(expected);
    }
}
