package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A partition")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartitionTest {
    private static final double NOW = 10_000;

    private final Timeline timeline = new Timeline().tickUntil(NOW);

    @Test
    void judges_a_minute_when_the_clock_is_past_its_end_and_the_grace() {
        timeline.bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1 + 9.0 / 60);
        assertThat(timeline.verdicts).isEmpty();

        timeline.tickUntil(NOW + 1 + 10.0 / 60);
        assertThat(timeline.verdicts).singleElement().satisfies(verdict -> {
            assertThat(verdict.kind()).isEqualTo(VerdictKind.BREACHED);
            assertThat(verdict.minute()).isEqualTo(Timeline.epochMinute((long) NOW + 1));
            assertThat(verdict.window().counts()).isEqualTo(new Counts(0, 1));
        });
    }

    @Test
    void says_breached_every_minute_and_met_once_when_the_failure_has_left_the_window() {
        timeline.bad("a", NOW + 0.5, NOW + 0.5)
                .tickUntil(NOW + 10)
                .good("b", NOW + 10, NOW + 10)
                .tickUntil(NOW + 20);

        assertThat(timeline.said().subList(0, 15)).containsOnly(VerdictKind.BREACHED);
        assertThat(timeline.said().subList(15, timeline.said().size())).containsExactly(VerdictKind.MET);
        assertThat(timeline.verdicts.get(15).minute()).isEqualTo(Timeline.epochMinute((long) NOW + 16));
    }

    @Test
    void has_no_data_when_the_window_runs_empty_and_that_is_no_recovery() {
        timeline.bad("a", NOW + 0.5, NOW + 0.5).tickUntil(NOW + 30);

        assertThat(timeline.said()).doesNotContain(VerdictKind.MET);
        assertThat(timeline.said()).endsWith(VerdictKind.BREACHED, VerdictKind.NO_DATA);
    }

    @Test
    void says_unmeasured_of_minutes_in_which_nothing_arrived_at_all() {
        timeline.bad("a", NOW + 0.5, NOW + 0.5)
                .tickUntil(NOW + 1.9)
                .silenceUntil(NOW + 12)
                .tickUntil(NOW + 14.5);

        assertThat(timeline.said())
                .containsExactly(
                        VerdictKind.BREACHED,
                        VerdictKind.BREACHED,
                        VerdictKind.UNMEASURED,
                        VerdictKind.BREACHED,
                        VerdictKind.BREACHED);
    }

    @Test
    void counts_an_id_once_even_after_a_restart() {
        timeline.bad("a", NOW, NOW).commitAndRestart().bad("a", NOW, NOW + 0.1);

        assertThat(timeline.last).isEqualTo(Accepted.DUPLICATE);
        assertThat(timeline.window(0, (long) NOW + 1).counts()).isEqualTo(new Counts(0, 1));
    }

    @Test
    void counts_the_same_id_of_another_app() {
        timeline.bad("a", NOW, NOW).of("com.example.other").bad("a", NOW, NOW);

        assertThat(timeline.last).isEqualTo(Accepted.COUNTED);
    }

    @Test
    void knows_an_event_timed_by_its_arrival_again_in_a_later_hour() {
        timeline.good("key:0", NOW, NOW).good("key:0", NOW + 300, NOW + 300);
        assertThat(timeline.last).isEqualTo(Accepted.DUPLICATE);

        timeline.good("~made", NOW + 300, NOW + 300);
        assertThat(timeline.last).isEqualTo(Accepted.COUNTED);
    }

    @Test
    void counts_what_is_31_days_old_and_rejects_what_is_older() {
        double oldest = 31 * 24 * 60.0;
        Timeline later = new Timeline().tickUntil(oldest + 100);

        later.good("kept", 100, oldest + 100);
        assertThat(later.last).isEqualTo(Accepted.COUNTED);
        later.good("late", 80, oldest + 100);
        assertThat(later.last).isEqualTo(Accepted.TOO_LATE);
    }

    @Test
    void does_not_let_an_event_time_move_the_clock() {
        timeline.good("a", NOW + 2, NOW + 0.2).good("far", NOW + 2_000, NOW + 0.3);

        assertThat(timeline.last).isEqualTo(Accepted.IN_FUTURE);
        assertThat(timeline.partition.measuredThrough()).isEqualTo(Timeline.millis(NOW + 0.3));
        assertThat(timeline.verdicts).isEmpty();
    }

    @Test
    void sees_what_is_excluded_and_leaves_it_out_of_the_rate() {
        timeline.event("a", Observed.Outcome.EXCLUDED, NOW, NOW).good("b", NOW, NOW);

        Counted window = timeline.window(0, (long) NOW + 1);
        assertThat(window.counts()).isEqualTo(new Counts(1, 0));
        assertThat(window.excluded()).isEqualTo(1);
    }

    @Test
    void computes_iframe_loads_from_the_apps_own_reports_where_there_are_any() {
        timeline.iframe(false).bad("load:1", NOW, NOW);
        assertThat(timeline.window(0, (long) NOW + 1).basis()).isEqualTo(Basis.GENERIC);

        timeline.iframe(true).good("own", NOW, NOW);
        Counted window = timeline.window(0, (long) NOW + 1);
        assertThat(window.basis()).isEqualTo(Basis.CUSTOM);
        assertThat(window.counts()).isEqualTo(new Counts(1, 0));
    }

    @Test
    void turns_a_load_without_a_second_signal_bad_after_twelve_seconds_of_event_time() {
        timeline.iframe(false).event("load:1", Observed.Outcome.STARTED, NOW + 0.9, NOW + 0.9);
        assertThat(timeline.last).isEqualTo(Accepted.OPENED);
        timeline.commitAndRestart().tickUntil(NOW + 2);

        assertThat(timeline.window(0, (long) NOW + 1).counts()).isEqualTo(Counts.NONE);
        assertThat(timeline.window(0, (long) NOW + 2).counts()).isEqualTo(new Counts(0, 1));

        timeline.good("load:1", NOW + 1.5, NOW + 2);
        assertThat(timeline.last).isEqualTo(Accepted.DUPLICATE);
    }

    @Test
    void opens_no_load_that_could_not_be_counted_later() {
        for (int i = 0; i < App.MAX_SERIES; i++) {
            byte[] scope = ("scope " + i).getBytes(StandardCharsets.UTF_8);
            timeline.partition()
                    .count(
                            new Observed()
                                    .app("com.example.app".getBytes(StandardCharsets.UTF_8))
                                    .in(scope)
                                    .scope(0, scope.length)
                                    .id(0, scope.length)
                                    .says(5, Observed.Outcome.GOOD, false)
                                    .at(Timeline.millis(NOW), Timeline.millis(NOW)),
                            verdict -> {});
        }

        timeline.iframe(false).event("load:1", Observed.Outcome.STARTED, NOW, NOW);

        assertThat(timeline.last).isEqualTo(Accepted.TOO_MANY_SERIES);
    }

    @Test
    void takes_the_first_outcome_of_a_load_and_ignores_the_others_and_a_late_start() {
        timeline.iframe(false)
                .event("load:1", Observed.Outcome.STARTED, NOW, NOW)
                .good("load:1", NOW + 0.05, NOW + 0.05)
                .bad("load:1", NOW + 0.2, NOW + 0.2)
                .event("load:1", Observed.Outcome.STARTED, NOW, NOW + 0.3)
                .tickUntil(NOW + 2);

        assertThat(timeline.window(0, (long) NOW + 2).counts()).isEqualTo(new Counts(1, 0));
    }

    @Test
    void counts_an_abandoned_load_neither_way() {
        timeline.iframe(false)
                .event("load:1", Observed.Outcome.STARTED, NOW, NOW)
                .event("load:1", Observed.Outcome.ABANDONED, NOW + 0.05, NOW + 0.05)
                .good("load:2", NOW, NOW)
                .tickUntil(NOW + 2);

        assertThat(timeline.window(0, (long) NOW + 2).counts()).isEqualTo(new Counts(1, 0));
    }

    @Test
    void keeps_the_minute_in_which_a_verdict_was_first_given_over_a_restart() {
        timeline.bad("a", NOW + 0.5, NOW + 0.5)
                .tickUntil(NOW + 3.5)
                .commitAndRestart()
                .tickUntil(NOW + 5.5);

        assertThat(timeline.verdicts).extracting(Verdict::since).containsOnly(Timeline.epochMinute((long) NOW + 1));
    }

    @Test
    void writes_nothing_more_after_events_could_not_be_brought_to_their_series() {
        Timeline timeline = new Timeline()
                .tickUntil(0)
                .good("old", -9_000, 0)
                .tickUntil(300)
                .commitAndRestart();
        timeline.good("late", -9_000, 300).good("another", -12_000, 300);
        timeline.state.broken = true;
        assertThatThrownBy(() -> timeline.window(2, 300)).hasMessageContaining("store is closed");
        timeline.state.broken = false;

        assertThatThrownBy(timeline::commit).hasMessageContaining("read anew");
        assertThatThrownBy(() -> timeline.window(2, 300)).hasMessageContaining("read anew");
    }
}
