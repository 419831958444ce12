package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise "exact": whatever the order, the repetitions and the restarts, the counts are those of a plain loop. */
@DisplayName("Counts of a partition")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartitionExactnessTest {
    private static final int DAYS = 30;
    private static final int NOW = DAYS * 24 * 60;
    private static final int[] WINDOWS = {15, 24 * 60, 28 * 24 * 60};

    private record Happened(String id, int minute, boolean good) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void are_those_of_a_plain_loop_in_any_order_with_repetitions_and_restarts(long seed) {
        Random random = new Random(seed);
        List<Happened> happened = eventsOfAMonth(random);
        List<Happened> sent = new ArrayList<>(happened);
        for (int i = 0; i < happened.size(); i += 10) {
            sent.add(happened.get(i));
        }
        Collections.shuffle(sent, random);

        Timeline timeline = new Timeline().tickUntil(NOW - 60.0);
        double arrived = NOW - 60.0;
        for (Happened each : sent) {
            arrived += 59.0 / sent.size();
            timeline.event(
                    each.id(), each.good() ? Observed.Outcome.GOOD : Observed.Outcome.BAD, each.minute(), arrived);
            if (random.nextInt(400) == 0) {
                timeline.commitAndRestart();
            }
        }
        timeline.tickUntil(NOW);

        assertWindows(timeline, happened, random);
        timeline.commitAndRestart();
        assertWindows(timeline, happened, random);
        assertHistory(timeline, happened);
        timeline.tickUntil(NOW + 200.0);
        assertThat(timeline.window(1, NOW + 201)).isEqualTo(plainLoop(happened, 1, NOW + 201));
        assertThat(timeline.window(2, NOW + 201)).isEqualTo(plainLoop(happened, 2, NOW + 201));
    }

    /** Live, minute by minute for two days: the running totals at every minute, not only at the end. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void are_right_at_every_minute_while_time_moves_on(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline().tickUntil(0);
        List<Happened> happened = new ArrayList<>();
        for (int minute = 1; minute < 2 * 24 * 60; minute++) {
            for (int n = random.nextInt(3); n > 0; n--) {
                int late = random.nextInt(20) == 0 ? random.nextInt(600) : 0;
                Happened event = new Happened("e" + happened.size(), minute - late, random.nextInt(10) > 0);
                happened.add(event);
                timeline.event(
                        event.id(),
                        event.good() ? Observed.Outcome.GOOD : Observed.Outcome.BAD,
                        event.minute(),
                        minute + 0.5);
            }
            timeline.silenceUntil(minute + 0.9);
            if (random.nextInt(50) == 0) {
                timeline.commitAndRestart();
            }
            if (minute % 7 == 0 && !happened.isEmpty()) {
                for (int window = 0; window < WINDOWS.length; window++) {
                    assertThat(timeline.window(window, minute + 1)).isEqualTo(plainLoop(happened, window, minute + 1));
                }
            }
        }
    }

    /** Five weeks in which hardly anything happens: nobody looks at a quiet series, and yet its cells leave every window in time. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void are_right_at_any_minute_of_weeks_in_which_hardly_anything_happens(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline().tickUntil(0);
        List<Happened> happened = new ArrayList<>();
        int next = 1 + random.nextInt(60);
        for (int minute = 1; minute < 36 * 24 * 60; minute++) {
            if (minute == next) {
                int late = random.nextInt(4) == 0 ? random.nextInt(Math.min(minute, 20 * 24 * 60)) : 0;
                Happened event = new Happened("e" + happened.size(), minute - late, random.nextInt(3) > 0);
                happened.add(event);
                timeline.event(
                        event.id(),
                        event.good() ? Observed.Outcome.GOOD : Observed.Outcome.BAD,
                        event.minute(),
                        minute + 0.5);
                next += 1 + random.nextInt(random.nextBoolean() ? 30 : 2_000);
            }
            timeline.silenceUntil(minute + 0.9);
            if (random.nextInt(5_000) == 0) {
                timeline.commitAndRestart();
            }
            if (!happened.isEmpty() && random.nextInt(40) == 0) {
                for (int window = 0; window < WINDOWS.length; window++) {
                    assertThat(timeline.window(window, minute)).isEqualTo(plainLoop(happened, window, minute));
                }
            }
        }
    }

    /** Sixteen series that are written together when most of them changed: busy ones beside some in which hardly anything happens. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void are_right_in_quiet_series_that_are_written_with_busy_ones(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline().tickUntil(0);
        List<List<Happened>> happened = new ArrayList<>();
        for (int series = 0; series < 20; series++) {
            happened.add(new ArrayList<>());
        }
        for (int minute = 1; minute < 3 * 24 * 60; minute++) {
            for (int series = 0; series < happened.size(); series++) {
                boolean quiet = series % 5 == 0;
                if (random.nextInt(quiet ? 300 : 3) == 0 || minute == 1) {
                    int late = random.nextInt(10) == 0 ? random.nextInt(minute) : 0;
                    Happened event = new Happened("e" + minute, minute - late, random.nextInt(4) > 0);
                    happened.get(series).add(event);
                    timeline.of("app" + series)
                            .event(
                                    event.id(),
                                    event.good() ? Observed.Outcome.GOOD : Observed.Outcome.BAD,
                                    event.minute(),
                                    minute + 0.5);
                }
            }
            timeline.silenceUntil(minute + 0.9);
            if (random.nextInt(5) == 0) {
                timeline.commit();
            }
            if (random.nextInt(60) == 0) {
                timeline.commitAndRestart();
            }
            if (minute % 97 == 0) {
                for (int series = 0; series < happened.size(); series++) {
                    timeline.of("app" + series);
                    for (int window = 0; window < WINDOWS.length; window++) {
                        assertThat(timeline.window(window, minute + 1))
                                .isEqualTo(plainLoop(happened.get(series), window, minute + 1));
                    }
                }
            }
        }
    }

    /** Thousands of events of hundreds of series between one minute that is judged and the next, some of them late, and looked at meanwhile. */
    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void are_right_when_thousands_come_between_two_minutes(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline().tickUntil(0);
        Map<Integer, List<Happened>> happened = new TreeMap<>();
        int sent = 0;
        for (int minute = 1; minute < 130; minute += 1 + random.nextInt(20)) {
            int events = 4_000 + random.nextInt(3_000);
            for (int i = 0; i < events; i++) {
                int series = (int) (300 * Math.pow(random.nextDouble(), 3));
                int late = random.nextInt(6) == 0 ? random.nextInt(minute) : 0;
                Happened event = new Happened("e" + sent++, minute - late, random.nextInt(50) > 0);
                happened.computeIfAbsent(series, any -> new ArrayList<>()).add(event);
                timeline.of("app" + series)
                        .took(random.nextInt(400))
                        .event(
                                event.id(),
                                event.good() ? Observed.Outcome.GOOD : Observed.Outcome.BAD,
                                event.minute(),
                                minute + 0.5 * i / events);
                if (random.nextInt(2_000) == 0) {
                    assertWindowsOfAll(timeline, happened, minute);
                }
            }
            timeline.silenceUntil(minute + 0.9);
            if (random.nextInt(3) == 0) {
                timeline.commitAndRestart();
            }
            timeline.silenceUntil(minute + 1.9);
            assertWindowsOfAll(timeline, happened, minute + 1);
        }
    }

    private static void assertWindowsOfAll(Timeline timeline, Map<Integer, List<Happened>> happened, int end) {
        happened.forEach((series, events) -> {
            timeline.of("app" + series);
            for (int window = 0; window < WINDOWS.length; window++) {
                assertThat(timeline.window(window, end)).isEqualTo(plainLoop(events, window, end));
            }
        });
    }

    private static List<Happened> eventsOfAMonth(Random random) {
        List<Happened> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.add(new Happened("old" + i, 1 + random.nextInt(NOW - 63), random.nextInt(5) > 0));
        }
        for (int i = 0; i < 500; i++) {
            events.add(new Happened("new" + i, NOW - 62 - random.nextInt(240), random.nextInt(5) > 0));
        }
        return events;
    }

    private static void assertWindows(Timeline timeline, List<Happened> happened, Random random) {
        List<Integer> ends = new ArrayList<>(List.of(NOW + 1, NOW, NOW - 1, NOW - 59, NOW - 60, NOW - 119));
        for (int i = 0; i < 10; i++) {
            ends.add(NOW - random.nextInt(120));
            ends.add((NOW - 125 - random.nextInt(3 * 24 * 60 - 200)) / 5 * 5);
        }
        for (int end : ends) {
            for (int window = 0; window < WINDOWS.length; window++) {
                assertThat(timeline.window(window, end))
                        .as("window of %s minutes at %s", WINDOWS[window], end)
                        .isEqualTo(plainLoop(happened, window, end));
            }
        }
    }

    private static Counted plainLoop(List<Happened> happened, int window, int end) {
        int start = end - WINDOWS[window];
        if (WINDOWS[window] > 60) {
            start = Math.floorDiv(start, 5) * 5;
        }
        long good = 0;
        long bad = 0;
        for (Happened event : happened) {
            if (event.minute() >= start && event.minute() < end) {
                good += event.good() ? 1 : 0;
                bad += event.good() ? 0 : 1;
            }
        }
        return new Counted(
                Timeline.epochMinute(start), Timeline.epochMinute(end), new Counts(good, bad), 0, Basis.GENERIC);
    }

    private static void assertHistory(Timeline timeline, List<Happened> happened) {
        Map<Long, Counts> expected = new TreeMap<>();
        for (Happened event : happened) {
            expected.merge(
                    Timeline.epochMinute(Math.floorDiv((long) event.minute(), 5L) * 5L),
                    event.good() ? new Counts(1, 0) : new Counts(0, 1),
                    Counts::plus);
        }
        Map<Long, Counts> answered = new HashMap<>();
        timeline.partition
                .history(
                        "com.example.app",
                        "webhook-delivery",
                        "jira",
                        5,
                        Timeline.epochMinute(0),
                        Timeline.epochMinute(NOW))
                .orElseThrow()
                .forEach(cell -> answered.put(cell.from(), cell.counts()));
        assertThat(answered).isEqualTo(expected);
    }
}
