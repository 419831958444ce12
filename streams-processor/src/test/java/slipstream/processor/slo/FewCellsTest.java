package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The cells of a lane in which hardly anything happened")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FewCellsTest {
    private static final long NOW = 5_900_000;
    private static final int MONTH = 31 * 24 * 12;
    private static final long OLDEST = NOW - MONTH;

    private FewCells few = new FewCells();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void are_those_of_a_plain_map_however_often_they_are_written_and_read(long seed) {
        Random random = new Random(seed);
        Map<Long, Counts> expected = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            long cell = OLDEST + random.nextInt(MONTH);
            boolean good = random.nextInt(4) > 0;
            int count = random.nextInt(20) == 0 ? 1_100 : 1 + random.nextInt(3);
            int bin = good && random.nextBoolean() ? random.nextInt(LatencyBins.count()) : -1;
            if (few.add(cell, good ? Counts.ONE_GOOD : Counts.ONE_BAD, bin, count, OLDEST)) {
                expected.merge(cell, good ? new Counts(count, 0) : new Counts(0, count), Counts::plus);
            }
            if (random.nextInt(30) == 0) {
                few = written();
            }
            if (random.nextInt(10) == 0) {
                assertThat(cells()).isEqualTo(expected);
            }
        }
        assertThat(expected).hasSizeGreaterThan(150);
        assertThat(cells()).isEqualTo(expected);
        expected.forEach((cell, counts) -> assertThat(few.page(Math.floorDiv(cell, 12L))
                        .sum((int) Math.floorMod(cell, 12L) * 5, (int) Math.floorMod(cell, 12L) * 5 + 5))
                .isEqualTo(counts));
    }

    @Test
    void have_the_latencies_that_were_added() {
        few.add(NOW, Counts.ONE_GOOD, 40, 1, OLDEST);
        few.add(NOW, Counts.ONE_GOOD, 7, 2, OLDEST);
        few.add(NOW, Counts.ONE_GOOD, 40, 600, OLDEST);
        few.add(NOW, Counts.ONE_GOOD, -1, 5, OLDEST);

        Latencies latencies = new Latencies();
        few.page(NOW / 12).addLatencies(latencies, 0, 60);

        assertThat(latencies.count()).isEqualTo(603);
        assertThat(latencies.percentile(0.1)).isEqualTo(LatencyBins.millis(7));
        assertThat(latencies.percentile(50)).isEqualTo(LatencyBins.millis(40));
        assertThat(few.page(NOW / 12).sum(0, 60)).isEqualTo(new Counts(608, 0));
    }

    @Test
    void take_over_an_hour_whole_or_not_at_all() {
        int hours = 0;
        while (few.take(hour(NOW / 12 - hours), OLDEST)) {
            hours++;
        }

        assertThat(hours).isEqualTo(FewCells.MAX_ENTRIES / 13);
        assertThat(cells()).hasSize(12 * hours);
        assertThat(few.page(NOW / 12).sum(0, 60)).isEqualTo(new Counts(24, 1));
    }

    @Test
    void make_room_by_letting_go_of_what_is_too_old() {
        for (int i = 0; i < FewCells.MAX_ENTRIES; i++) {
            assertThat(few.add(OLDEST + i, Counts.ONE_GOOD, -1, 1, OLDEST)).isTrue();
        }
        assertThat(few.add(NOW, Counts.ONE_GOOD, -1, 1, OLDEST)).isFalse();

        assertThat(few.add(NOW + 100, Counts.ONE_GOOD, -1, 1, OLDEST + 100)).isTrue();

        assertThat(cells()).hasSize(FewCells.MAX_ENTRIES - 100 + 1).doesNotContainKey(OLDEST + 99);
    }

    @Test
    void add_up_where_they_are_of_one_kind() {
        for (int i = 0; i < 10 * FewCells.MAX_ENTRIES; i++) {
            assertThat(few.add(NOW - i % 3, Counts.ONE_GOOD, i % 5, 1, OLDEST)).isTrue();
        }

        assertThat(cells().values().stream().mapToLong(Counts::good).sum()).isEqualTo(10L * FewCells.MAX_ENTRIES);
    }

    /** Twelve good cells with two events each, one of them bad besides. */
    private static HourPage hour(long hour) {
        HourPage page = HourPage.byMinute(hour);
        for (int minute = 0; minute < 60; minute += 5) {
            page.add(minute, Counts.ONE_GOOD, 9);
            page.add(minute, Counts.ONE_GOOD, 9);
        }
        page.add(30, Counts.ONE_BAD, -1);
        return page.coarse();
    }

    private Map<Long, Counts> cells() {
        Map<Long, Counts> cells = new TreeMap<>();
        List<Long> hours = new ArrayList<>();
        few.forEachPage(page -> {
            hours.add(page.hour());
            for (int five = 0; five < 12; five++) {
                Counts counts = page.sum(five * 5, five * 5 + 5);
                if (counts.valid() > 0) {
                    cells.put(page.hour() * 12 + five, counts);
                }
            }
        });
        assertThat(hours).isSorted().doesNotHaveDuplicates();
        return cells;
    }

    private FewCells written() {
        ByteWriter out = new ByteWriter().reset();
        few.write(out);
        return FewCells.read(out.toBytes());
    }
}
