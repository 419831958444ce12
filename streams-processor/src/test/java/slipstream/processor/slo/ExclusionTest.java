package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise "correctable": excluded time gives the numbers of a run without its events; removing it restores them. */
@DisplayName("An exclusion")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExclusionTest {
    private static final String APP = "com.example.app";
    private static final int DAY = 24 * 60;

    private record Happened(String id, double at, double arrived, boolean good) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equals_a_run_without_its_events_at_every_minute_and_undone_it_restores_every_number(long seed) {
        Random random = new Random(seed);
        int from = 5 * random.nextInt(2 * DAY / 5);
        int to = from + 5 * (1 + random.nextInt(40));
        int decided = random.nextInt(3 * DAY);
        int undone = decided + 200 + random.nextInt(600);
        Predicate<Happened> outside = event -> event.at() < from || event.at() >= to;
        Timeline excluded = new Timeline().tickUntil(-1);
        Timeline without = new Timeline().tickUntil(-1);
        Timeline untouched = new Timeline().tickUntil(-1);
        for (Timeline each : List.of(excluded, without, untouched)) {
            each.good("first", -0.5, -0.4);
        }
        for (int minute = 0; minute < 3 * DAY + 1_000; minute++) {
            for (Happened event : eventsOf(minute, random)) {
                play(excluded, event);
                play(untouched, event);
                if (outside.test(event)) {
                    play(without, event);
                }
            }
            if (minute == decided) {
                excluded.exclude("x", Selector.ALL, from, to);
            } else if (minute == undone) {
                excluded.include("x");
            }
            for (Timeline each : List.of(excluded, without, untouched)) {
                each.silenceUntil(minute + 0.99);
            }
            if (random.nextInt(200) == 0) {
                excluded.commitAndRestart();
            }
            boolean inForce = minute >= decided && minute < undone;
            if (minute % 11 == 0 || minute == decided || minute == undone) {
                assertSame(excluded, inForce ? without : untouched, minute + 1);
            }
        }
        for (int end = 2 * DAY; end < 3 * DAY + 900; end += 5) {
            assertSame(excluded, untouched, end);
        }
    }

    private static List<Happened> eventsOf(int minute, Random random) {
        List<Happened> events = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            double late = random.nextInt(15) == 0 ? random.nextInt(minute + 1) : 0;
            double at = minute - late + 0.5;
            events.add(new Happened("e" + minute + "-" + n, at, minute + 0.6, random.nextInt(6) > 0));
        }
        return events;
    }

    private static void play(Timeline timeline, Happened event) {
        timeline.took(Math.round(event.at() % 977))
                .event(
                        event.id(),
                        event.good() ? Observed.Outcome.GOOD : Observed.Outcome.BAD,
                        event.at(),
                        event.arrived());
    }

    private static void assertSame(Timeline one, Timeline other, int end) {
        for (int window = 0; window < 3; window++) {
            Counted had = one.window(window, end);
            Counted wanted = other.window(window, end);
            assertThat(had.counts()).as("window %s at %s", window, end).isEqualTo(wanted.counts());
        }
        long now = Timeline.epochMinute(5L * (end / 5));
        Latencies had = one.partition()
                .latencies(APP, "webhook-delivery", "jira", now - DAY, now)
                .orElseThrow();
        Latencies wanted = other.partition()
                .latencies(APP, "webhook-delivery", "jira", now - DAY, now)
                .orElseThrow();
        assertThat(had.count()).isEqualTo(wanted.count());
        assertThat(had.percentile(95)).isEqualTo(wanted.percentile(95));
    }

    @Test
    void after_the_fact_ends_the_breach_at_once_and_is_shown_as_excluded() {
        Timeline timeline = new Timeline()
                .tickUntil(0)
                .good("g", 1.5, 1.5)
                .tickUntil(5)
                .bad("b", 5.5, 5.5)
                .tickUntil(7);
        assertThat(timeline.said()).containsExactly(VerdictKind.MET, VerdictKind.BREACHED);

        timeline.exclude("fault", Selector.ofSli("webhook-delivery"), 5, 10);

        assertThat(timeline.said()).endsWith(VerdictKind.MET);
        assertThat(timeline.window(0, 8).excluded()).isEqualTo(1);
        assertThat(timeline.window(0, 8).counts()).isEqualTo(new Counts(1, 0));

        timeline.include("fault");
        assertThat(timeline.said()).endsWith(VerdictKind.BREACHED);
        assertThat(timeline.window(0, 8).excluded()).isZero();
    }

    @Test
    void touches_only_the_series_that_it_selects() {
        Timeline timeline = new Timeline().tickUntil(0).bad("b", 5.5, 5.5).tickUntil(7);
        timeline.exclude("other-product", new Selector(Optional.empty(), Optional.empty(), Optional.of("ji")), 0, 60);
        timeline.exclude("other-sli", Selector.ofSli("availability"), 0, 60);
        assertThat(timeline.window(0, 8).counts()).isEqualTo(new Counts(0, 1));

        timeline.exclude("product", new Selector(Optional.empty(), Optional.empty(), Optional.of("jira")), 0, 60);
        assertThat(timeline.window(0, 8).counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void that_overlaps_another_takes_nothing_out_twice() {
        Timeline timeline = new Timeline()
                .tickUntil(0)
                .bad("a", 5.5, 5.5)
                .bad("b", 11.5, 11.5)
                .tickUntil(14);
        timeline.exclude("one", Selector.ALL, 5, 10);
        timeline.exclude("two", Selector.ALL, 0, 15);
        timeline.include("one");
        assertThat(timeline.window(0, 14).counts()).isEqualTo(Counts.NONE);
        assertThat(timeline.window(0, 14).excluded()).isEqualTo(2);
        timeline.include("two");
        assertThat(timeline.window(0, 14).counts()).isEqualTo(new Counts(0, 2));
    }

    @Test
    void holds_for_time_to_come_and_for_series_that_are_new() {
        Timeline timeline = new Timeline().tickUntil(0);
        timeline.exclude("planned", Selector.ALL, 10, 20);
        timeline.tickUntil(9)
                .bad("early", 9.5, 9.5)
                .tickUntil(12)
                .bad("inside", 12.5, 12.5)
                .tickUntil(15);
        assertThat(timeline.window(0, 15).counts()).isEqualTo(new Counts(0, 1));
        timeline.commitAndRestart().tickUntil(21).bad("after", 21.5, 21.5).tickUntil(24);
        assertThat(timeline.window(0, 24).counts()).isEqualTo(new Counts(0, 2));
        assertThat(timeline.window(0, 24).excluded()).isEqualTo(1);
    }

    @Test
    void can_be_seen_before_it_is_saved() {
        Timeline timeline = new Timeline()
                .tickUntil(0)
                .good("g", 1.5, 1.5)
                .bad("b", 5.5, 5.5)
                .tickUntil(7);
        Exclusion wanted = Exclusion.once(Selector.ALL, new Span(Timeline.epochMinute(5), Timeline.epochMinute(10)));
        List<Effect> effects = timeline.partition().preview(APP, wanted, Timeline.epochMinute(8));
        assertThat(effects).hasSize(1);
        assertThat(effects.get(0).now().windows().get(0).counted().counts()).isEqualTo(new Counts(1, 1));
        assertThat(effects.get(0).windows().get(0).counted().counts()).isEqualTo(new Counts(1, 0));
        assertThat(timeline.window(0, 8).counts()).isEqualTo(new Counts(1, 1));
    }

    @Test
    void is_let_go_when_nothing_that_is_kept_lies_in_it() {
        Timeline timeline = new Timeline().tickUntil(0);
        timeline.exclude("old", Selector.ALL, 0, 60);
        assertThat(timeline.state.heads).hasSize(1);
        for (int day = 1; day <= 33; day++) {
            timeline.silenceUntil((double) day * DAY);
        }
        assertThat(timeline.state.heads).isEmpty();
    }
}
