package slipstream.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The schedule of probes")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbeScheduleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private double random = 0.5;
    private final ProbeSchedule schedule = new ProbeSchedule(MINUTE, 0.1, () -> random);

    @Test
    void begins_a_few_targets_within_two_seconds() {
        random = 0.999;
        schedule.replaceTargets(targets(20), START);

        assertThat(schedule.begin(START.plusMillis(1_900), 100)).isEmpty();
        assertThat(schedule.begin(START.plusMillis(2_000), 100)).hasSize(20);
    }

    @Test
    void spreads_many_targets_over_one_interval() {
        Random chance = new Random(1);
        ProbeSchedule spread = new ProbeSchedule(MINUTE, 0.1, chance::nextDouble);
        spread.replaceTargets(targets(10_000), START);

        int inTenSeconds = spread.begin(START.plusSeconds(10), 10_000).size();

        assertThat(inTenSeconds).isBetween(1_500, 1_850);
        assertThat(spread.begin(START.plus(MINUTE), 10_000)).hasSize(10_000 - inTenSeconds);
    }

    @Test
    void is_about_one_interval_from_beginning_to_beginning() {
        ProbeTarget target = started();

        random = 0;
        schedule.finished(target, START.plusSeconds(3));
        assertThat(schedule.begin(START.plusMillis(53_999), 1)).isEmpty();
        assertThat(schedule.begin(START.plusMillis(54_000), 1)).containsExactly(target);

        random = 0.9999999;
        schedule.finished(target, START.plusSeconds(55));
        assertThat(schedule.begin(START.plusMillis(119_999), 1)).isEmpty();
        assertThat(schedule.begin(START.plusMillis(120_000), 1)).containsExactly(target);
    }

    @Test
    void never_begins_a_target_that_is_being_probed() {
        ProbeTarget target = started();

        assertThat(schedule.begin(START.plusSeconds(600), 10)).isEmpty();

        schedule.finished(target, START.plusSeconds(600));
        assertThat(schedule.begin(START.plusSeconds(600), 10)).containsExactly(target);
    }

    @Test
    void begins_no_more_than_there_is_room_for_and_the_longest_waiting_first() {
        random = 0;
        schedule.replaceTargets(targets(3), START);
        schedule.replaceTargets(targets(5), START.plusMillis(1));

        assertThat(schedule.begin(START.plusSeconds(1), 3)).hasSize(3).isSubsetOf(targets(3));
        assertThat(schedule.begin(START.plusSeconds(1), 3)).hasSize(2);
    }

    @Test
    void knows_how_far_it_is_behind() {
        schedule.replaceTargets(targets(1), START);

        assertThat(schedule.lag(START)).isZero();
        assertThat(schedule.lag(START.plusMillis(50))).isZero();
        assertThat(schedule.lag(START.plusSeconds(7))).isEqualTo(Duration.ofMillis(6_950));
    }

    @Test
    void forgets_targets_that_are_gone_waiting_or_being_probed() {
        ProbeTarget target = started();
        schedule.replaceTargets(Set.of(), START.plusSeconds(1));
        schedule.finished(target, START.plusSeconds(2));

        assertThat(schedule.begin(START.plusSeconds(600), 10)).isEmpty();
        assertThat(schedule.size()).isZero();
    }

    @Test
    void leaves_targets_that_stay_at_their_time() {
        ProbeTarget target = started();
        schedule.finished(target, START.plusSeconds(1));
        for (int second = 2; second < 59; second++) {
            schedule.replaceTargets(targets(1 + second % 2), START.plusSeconds(second));
        }

        assertThat(schedule.begin(START.plusSeconds(59), 10)).doesNotContain(target);
        assertThat(schedule.begin(START.plusSeconds(60), 10)).contains(target);
    }

    @Test
    void probes_a_target_once_that_went_and_came_back_while_it_was_probed() {
        ProbeTarget target = started();
        schedule.replaceTargets(Set.of(), START);
        schedule.replaceTargets(Set.of(target), START);

        assertThat(schedule.begin(START.plusSeconds(600), 10)).isEmpty();
        schedule.finished(target, START.plusSeconds(601));
        assertThat(schedule.begin(START.plusSeconds(601), 10)).containsExactly(target);
    }

    @Test
    void probes_each_of_many_targets_about_sixty_times_an_hour() {
        Random chance = new Random(7);
        ProbeSchedule busy = new ProbeSchedule(MINUTE, 0.1, chance::nextDouble);
        busy.replaceTargets(targets(50), START);
        List<ProbeTarget> begun = new ArrayList<>();
        for (int second = 0; second < 3_600; second++) {
            Instant now = START.plusSeconds(second);
            List<ProbeTarget> due = busy.begin(now, 1_000);
            begun.addAll(due);
            due.forEach(target -> busy.finished(target, now));
        }

        assertThat(new HashSet<>(begun)).hasSize(50);
        assertThat(begun.stream().collect(Collectors.groupingBy(target -> target, Collectors.counting())))
                .allSatisfy((target, times) -> assertThat(times).isBetween(56L, 64L));
    }

    @Test
    void has_an_interval_and_a_jitter_below_it() {
        assertThatThrownBy(() -> new ProbeSchedule(Duration.ZERO, 0.1, () -> 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProbeSchedule(MINUTE, 1, () -> 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A target that was begun at the start. */
    private ProbeTarget started() {
        random = 0;
        schedule.replaceTargets(targets(1), START);
        ProbeTarget target = schedule.begin(START, 1).get(0);
        random = 0.5;
        return target;
    }

    private static Set<ProbeTarget> targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> ProbeTarget.of("app" + n, "https://app" + n + ".example.com", "/health")
                        .orElseThrow())
                .collect(Collectors.toSet());
    }
}
