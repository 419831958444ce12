package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Gaps")
@DisplayNameGeneration(ReplaceUnderscores.class)
class GapsTest {
    private static final int MINUTES = 5_000;
    private static final Gap.Reason[] REASONS = Gap.Reason.values();

    private final Random random = new Random(20_261_120);
    private final Gap.@Nullable Reason[] expected = new Gap.Reason[MINUTES + 100];
    private final Gaps gaps = new Gaps();

    @Test
    void are_the_minutes_that_were_marked_whether_they_were_marked_as_time_passed_or_afterwards() {
        for (int minute = 0; minute < MINUTES; minute++) {
            if (random.nextInt(3) == 0) {
                mark(minute, minute + 1);
            }
            if (random.nextInt(50) == 0) {
                int from = random.nextInt(minute + 1);
                mark(from, Math.min(minute + 1, from + 1 + random.nextInt(20)));
            }
            look(random.nextInt(minute + 1), random.nextInt(100));
        }
    }

    @Test
    void that_ended_long_ago_are_let_go() {
        for (int minute = 0; minute < MINUTES; minute += 2) {
            gaps.mark(new Gap(minute, minute + 1, Gap.Reason.NO_TICKS), minute - 100);
        }
        assertThat(gaps.within(0, MINUTES, true).size()).isBetween(50, 50 + 64);
        assertThat(gaps.minutes(MINUTES - 100, MINUTES, true)).isEqualTo(50);
    }

    private void mark(int from, int to) {
        Gap.Reason reason = REASONS[random.nextInt(REASONS.length)];
        gaps.mark(new Gap(from, to, reason), 0);
        Arrays.fill(expected, from, to, reason);
    }

    private void look(int from, int length) {
        int to = from + length;
        for (boolean byProber : new boolean[] {true, false}) {
            Gap.Reason[] found = new Gap.Reason[expected.length];
            for (Gap gap : gaps.within(from, to, byProber)) {
                Arrays.fill(found, (int) gap.from(), (int) gap.to(), gap.reason());
            }
            long minutes = 0;
            for (int minute = from; minute < to; minute++) {
                Gap.Reason there = expected[minute];
                boolean counts = there != null && (byProber || there != Gap.Reason.PROBER_OFFLINE);
                assertThat(found[minute]).isEqualTo(counts ? there : null);
                minutes += counts ? 1 : 0;
            }
            assertThat(gaps.minutes(from, to, byProber)).isEqualTo(minutes);
        }
    }
}
