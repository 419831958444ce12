package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Cells")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CellsTest {
    private static final long GOOD = Counts.ONE_GOOD;

    @Test
    void hold_what_is_added_however_much_it_is() {
        Cells cells = new Cells(new int[HourPage.MINUTES]);
        long[] expected = new long[HourPage.MINUTES];
        Random random = new Random(7);
        for (int step = 0; step < 5_000; step++) {
            int index = random.nextInt(HourPage.MINUTES);
            long more = GOOD * random.nextInt(1 << random.nextInt(16)) + random.nextInt(1 << random.nextInt(10));
            cells.addTo(index, more);
            expected[index] += more;
            assertThat(cells.cell(index)).isEqualTo(expected[index]);
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(cells.cell(i)).isEqualTo(expected[i]);
        }
    }

    @Test
    void become_wide_at_the_first_number_that_needs_it() {
        Cells good = new Cells(new int[2]);
        good.setCell(0, GOOD * 1_048_575 + 4_095);
        good.setCell(1, 3);
        good.addTo(0, GOOD);
        assertThat(good.cell(0)).isEqualTo(GOOD * 1_048_576 + 4_095);
        assertThat(good.cell(1)).isEqualTo(3);

        Cells bad = new Cells(new int[2]);
        bad.setCell(1, GOOD + 4_095);
        bad.addTo(1, 1);
        assertThat(bad.cell(1)).isEqualTo(GOOD + 4_096);
    }

    @Test
    void that_are_shared_because_nothing_is_in_them_stay_empty() {
        Cells one = new Cells(Cells.NOTHING);
        Cells other = new Cells(Cells.NOTHING);
        one.addTo(4, GOOD);

        assertThat(one.cell(4)).isEqualTo(GOOD);
        assertThat(other.cell(4)).isZero();
    }
}
