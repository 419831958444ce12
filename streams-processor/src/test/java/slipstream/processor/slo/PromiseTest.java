package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What people promise")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PromiseTest {
    private static final String APP = "com.example.app";
    private static final String BUILT_IN = "webhook-delivery";
    private static final double NOW = 10_000;

    private final Timeline timeline = new Timeline().tickUntil(NOW);

    private static Objective objective(String id, long targetPpm, int minutes) {
        return Objective.rate(id, "webhook-delivery", targetPpm, new Window(minutes));
    }

    private static Objective judgedAtEvents(String id) {
        return new Objective(
                id,
                Selector.ofSli("webhook-delivery"),
                990_000,
                new Window(15),
                new RateBelow(),
                Gate.NONE,
                1,
                Evaluation.EVENT);
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Verdict each : timeline.verdicts) {
            told.add(each.objective().id() + " " + each.kind() + " "
                    + (each.minute() - Timeline.epochMinute((long) NOW)) + "." + each.revision());
        }
        timeline.verdicts.clear();
        return told;
    }

    @Test
    void is_judged_at_once_besides_the_programme() {
        timeline.bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 2.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 1.0", "webhook-delivery BREACHED 2.0");

        timeline.promise(APP, objective("half", 500_000, 30));
        assertThat(told()).containsExactly("half BREACHED 2.0");
        timeline.tickUntil(NOW + 3.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 3.0", "half BREACHED 3.0");
    }

    @Test
    void takes_the_place_of_what_has_its_id_and_stands_on() {
        timeline.bad("a", NOW + 0.1, NOW + 0.2).good("b", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 1.0");

        timeline.promise(Decision.EVERY_APP, objective(BUILT_IN, 600_000, 15));
        assertThat(told()).as("still breached, since the same minute").containsExactly("webhook-delivery BREACHED 1.1");
        timeline.promise(APP, objective(BUILT_IN, 500_000, 15));
        assertThat(told()).as("the app's own counts").containsExactly("webhook-delivery MET 1.2");
        timeline.takeBack(Decision.EVERY_APP, BUILT_IN);
        assertThat(told()).isEmpty();
        timeline.takeBack(APP, BUILT_IN);
        assertThat(told()).as("the programme's again").containsExactly("webhook-delivery BREACHED 1.3");
    }

    @Test
    void ends_with_a_last_word_when_it_is_taken_back_or_selects_the_series_no_more() {
        timeline.promise(APP, objective("own", 990_000, 60))
                .bad("a", NOW + 0.1, NOW + 0.2)
                .tickUntil(NOW + 1.5);
        told();

        timeline.takeBack(APP, "own");
        assertThat(told()).containsExactly("own WITHDRAWN 1.1");
        timeline.commitAndRestart().promise(APP, objective("own", 990_000, 60));
        assertThat(told()).as("numbered on within the minute").containsExactly("own BREACHED 1.2");

        Selector elsewhere = new Selector(Optional.empty(), Optional.of("confluence"), Optional.empty());
        timeline.promise(
                APP,
                new Objective(
                        "own", elsewhere, 990_000, new Window(60), new RateBelow(), Gate.NONE, 1, Evaluation.MINUTE));
        assertThat(told()).containsExactly("own WITHDRAWN 1.3");
        timeline.tickUntil(NOW + 2.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 2.0");
    }

    @Test
    void concerns_nobody_else() {
        timeline.of("com.example.other").bad("a", NOW + 0.1, NOW + 0.2);
        timeline.of(APP).bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5);
        told();

        timeline.promise(APP, objective("own", 990_000, 30));

        assertThat(told()).containsExactly("own BREACHED 1.0");
        assertThat(timeline.partition.read("com.example.other", Timeline.epochMinute(10_001)))
                .singleElement()
                .satisfies(other -> assertThat(other.windows()).hasSize(3));
        assertThat(timeline.partition.read(APP, Timeline.epochMinute(10_001)))
                .singleElement()
                .satisfies(own -> assertThat(own.windows())
                        .extracting(each -> each.window().length())
                        .containsExactly(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(30),
                                Duration.ofDays(1),
                                Duration.ofDays(28)));
    }

    @Test
    void is_kept_over_a_restart_with_its_windows_and_its_verdict() {
        timeline.promise(APP, objective("own", 990_000, 30))
                .bad("a", NOW + 0.1, NOW + 0.2)
                .tickUntil(NOW + 1.5)
                .commitAndRestart();
        told();

        timeline.tickUntil(NOW + 2.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 2.0", "own BREACHED 2.0");
        assertThat(timeline.partition
                        .read(APP, Timeline.epochMinute(10_002))
                        .get(0)
                        .verdicts())
                .extracting(Verdict::since)
                .containsOnly(Timeline.epochMinute(10_001));
    }

    @Test
    void is_judged_at_a_bad_event_when_it_asks_for_that_and_closes_at_a_minute() {
        timeline.promise(APP, judgedAtEvents("fast"));
        timeline.bad("a", NOW + 0.1, NOW + 0.2);
        assertThat(told()).as("as of the end of the running minute").containsExactly("fast BREACHED 1.0");

        timeline.bad("b", NOW + 0.3, NOW + 0.3);
        assertThat(told()).as("it is breached already").isEmpty();
        timeline.tickUntil(NOW + 1.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 1.0", "fast BREACHED 1.1");
    }

    @Test
    void holds_what_an_event_said_until_the_minute_it_was_said_of() {
        timeline.promise(APP, judgedAtEvents("fast")).good("g", NOW + 0.1, NOW + 0.2);
        timeline.tickUntil(NOW + 1.5);
        told();

        // Minute 2 has not been judged yet, 3 is running.
        timeline.bad("a", NOW + 2.05, NOW + 2.05);
        assertThat(told()).containsExactly("fast BREACHED 3.0");
        timeline.tickUntil(NOW + 2.5);
        assertThat(told()).as("minute 2 says nothing of it").isEmpty();
        timeline.tickUntil(NOW + 3.5);
        assertThat(told()).containsExactly("webhook-delivery BREACHED 3.0", "fast BREACHED 3.1");
    }

    @Test
    void waits_for_good_minutes_in_a_row_before_a_breach_is_over() {
        timeline.promise(
                APP,
                new Objective(
                        BUILT_IN,
                        Selector.ofSli("webhook-delivery"),
                        990_000,
                        new Window(5),
                        new RateBelow(),
                        new Gate(1, 1, OptionalLong.empty()),
                        3,
                        Evaluation.MINUTE));
        timeline.bad("a", NOW + 0.1, NOW + 0.2);
        for (int minute = 0; minute < 10; minute++) {
            timeline.good("g" + minute, NOW + minute + 0.3, NOW + minute + 0.3).tickUntil(NOW + minute + 1.2);
        }

        assertThat(timeline.said().subList(0, 7)).containsOnly(VerdictKind.BREACHED);
        assertThat(timeline.said().subList(7, timeline.said().size())).containsExactly(VerdictKind.MET);
    }

    @Test
    void of_a_latency_is_judged_by_what_good_events_took() {
        timeline.promise(
                APP,
                new Objective(
                        "slow",
                        Selector.ALL,
                        990_000,
                        new Window(15),
                        new LatencyAbove(95, 500),
                        Gate.NONE,
                        1,
                        Evaluation.MINUTE));
        timeline.took(100).good("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5);
        assertThat(told()).contains("slow MET 1.0");

        timeline.took(2_000).good("b", NOW + 1.6, NOW + 1.6).tickUntil(NOW + 2.5);
        Verdict verdict = timeline.verdicts.get(0);
        assertThat(told()).containsExactly("slow BREACHED 2.0");
        assertThat(verdict.judgement().observedMillis().orElseThrow()).isBetween(1_960L, 2_040L);
    }

    /** Windows come and go while events arrive: their counts are those of a partition that had them from the beginning. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void adds_windows_that_hold_what_they_would_hold_had_they_been_there_always(long seed) {
        Random random = new Random(seed);
        List<Objective> objectives = List.of(
                objective("a", 990_000, 5),
                objective("b", 990_000, 30),
                objective("c", 990_000, 120),
                objective("d", 990_000, 4_320));
        Timeline always = new Timeline().tickUntil(NOW);
        objectives.forEach(each -> always.promise(APP, each));
        for (int minute = 0; minute < 600; minute++) {
            double now = NOW + minute + 0.5;
            if (random.nextInt(3) > 0) {
                String id = "e" + minute;
                double at = now - (random.nextInt(5) == 0 ? random.nextInt(5_000) : 0);
                boolean good = random.nextInt(4) > 0;
                for (Timeline each : List.of(always, timeline)) {
                    each.event(id, good ? Observed.Outcome.GOOD : Observed.Outcome.BAD, at, now);
                }
            }
            Objective changed = objectives.get(random.nextInt(4));
            if (random.nextInt(10) == 0) {
                timeline.promise(APP, changed);
            } else if (random.nextInt(15) == 0) {
                timeline.takeBack(APP, changed.id());
            }
            if (random.nextInt(40) == 0) {
                timeline.commitAndRestart();
            }
            always.silenceUntil(now + 0.1);
            timeline.silenceUntil(now + 0.1);
            assertSame(always, timeline, (long) NOW + minute + 1);
        }
        objectives.forEach(each -> timeline.promise(APP, each));
        assertThat(timeline.partition
                        .read(APP, Timeline.epochMinute(10_600))
                        .get(0)
                        .windows())
                .isEqualTo(always.partition
                        .read(APP, Timeline.epochMinute(10_600))
                        .get(0)
                        .windows());
    }

    private static void assertSame(Timeline always, Timeline timeline, long end) {
        List<Reading> expected = always.partition.read(APP, Timeline.epochMinute(end));
        List<Reading> found = timeline.partition.read(APP, Timeline.epochMinute(end));
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(expected.get(i).windows()).containsAll(found.get(i).windows());
        }
    }
}
