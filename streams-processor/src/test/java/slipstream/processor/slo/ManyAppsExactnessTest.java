package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise "exact" at size: 200 apps over 28 days, a tenth of the events twice, a twentieth late by up to 20 days. The number of
 * events is {@code -Dexactness.events}, 100,000 unless told.
 */
@DisplayName("Counts of 200 apps over 28 days")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManyAppsExactnessTest {
    private static final int EVENTS = Integer.getInteger("exactness.events", 100_000);
    private static final int ORDERS = 20;
    private static final int APPS = 200;
    private static final int MONTH = 28 * 24 * 60;
    private static final int INSTANTS = 50;
    private static final int[] WINDOWS = {15, 24 * 60, MONTH};

    /** Event time of every event in minutes; the index is its id, the app is the index modulo the number of apps. */
    private static final int[] MINUTES = minutes();

    private static final int[] ENDS = ends();
    /** Good and bad by instant, window and app. */
    private static final int[][][][] EXPECTED = plainLoop();

    static List<Integer> orders() {
        List<Integer> orders = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            orders.add(order);
        }
        return orders;
    }

    @ParameterizedTest(name = "random order {0}")
    @MethodSource("orders")
    void are_those_of_a_plain_loop_at_fifty_instants(int order) {
        Random random = new Random(order);
        Timeline timeline = new Timeline();
        int[] arrivals = arrivals(random);
        Observed event = new Observed();
        List<Verdict> told = new ArrayList<>();
        timeline.tickUntil(MONTH - 60.0);
        for (int n = 0; n < arrivals.length; n++) {
            double arrived = MONTH - 60.0 + 59.9 * n / arrivals.length;
            count(timeline, event, arrivals[n], arrived, told);
            told.clear();
        }
        timeline.tickUntil(MONTH).commitAndRestart();
        for (int at = 0; at < INSTANTS; at++) {
            for (int app = 0; app < APPS; app++) {
                assertWindows(timeline, at, app);
            }
        }
    }

    private static void count(Timeline timeline, Observed event, int index, double arrived, List<Verdict> told) {
        byte[] bytes = ("jiraid-" + index).getBytes(StandardCharsets.UTF_8);
        Accepted accepted = timeline.partition.count(
                event.app(app(index % APPS).getBytes(StandardCharsets.UTF_8))
                        .in(bytes)
                        .scope(0, 4)
                        .id(4, bytes.length)
                        .says(Timeline.WEBHOOK, isGood(index) ? Observed.Outcome.GOOD : Observed.Outcome.BAD, false)
                        .at(Timeline.millis(MINUTES[index]), Timeline.millis(arrived)),
                told::add);
        assertThat(accepted.isRejected()).isFalse();
    }

    private static void assertWindows(Timeline timeline, int at, int app) {
        Reading reading = timeline.partition
                .read(app(app), Timeline.epochMinute(ENDS[at]))
                .get(0);
        for (int window = 0; window < WINDOWS.length; window++) {
            int[] expected = EXPECTED[at][window][app];
            assertThat(reading.windows().get(window).counted().counts())
                    .as("%s, %s minutes to %s", app(app), WINDOWS[window], ENDS[at])
                    .isEqualTo(new Counts(expected[0], expected[1]));
        }
    }

    /** Nearly in order, a tenth again later, a twentieth torn out of the order by up to 20 days. */
    private static int[] arrivals(Random random) {
        record Arrival(int index, double at) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int index = 0; index < EVENTS; index++) {
            double late = random.nextInt(20) == 0 ? random.nextDouble() * 20 * 24 * 60 : random.nextDouble() * 30;
            arrivals.add(new Arrival(index, MINUTES[index] + late));
            if (random.nextInt(10) == 0) {
                arrivals.add(new Arrival(index, MINUTES[index] + late + random.nextDouble() * 600));
            }
        }
        return arrivals.stream()
                .sorted(java.util.Comparator.comparingDouble(Arrival::at))
                .mapToInt(Arrival::index)
                .toArray();
    }

    private static String app(int app) {
        return "com.example.app" + app;
    }

    private static boolean isGood(int index) {
        return Integer.hashCode(index * 0x9E3779B9) % 7 != 0;
    }

    private static int[] minutes() {
        Random random = new Random(1);
        int[] minutes = new int[EVENTS];
        for (int index = 0; index < EVENTS; index++) {
            minutes[index] = random.nextInt(MONTH - 60);
        }
        return minutes;
    }

    private static int[] ends() {
        Random random = new Random(2);
        int[] ends = new int[INSTANTS];
        for (int at = 0; at < INSTANTS; at++) {
            int back = at % 2 == 0 ? random.nextInt(119) : 125 + random.nextInt(3 * 24 * 60 - 200) / 5 * 5;
            ends[at] = back < 120 ? MONTH - back : (MONTH - back) / 5 * 5;
        }
        return ends;
    }

    private static int[][][][] plainLoop() {
        int[][][][] expected = new int[INSTANTS][WINDOWS.length][APPS][2];
        for (int at = 0; at < INSTANTS; at++) {
            for (int window = 0; window < WINDOWS.length; window++) {
                int start = ENDS[at] - WINDOWS[window];
                start = WINDOWS[window] > 60 ? Math.floorDiv(start, 5) * 5 : start;
                for (int index = 0; index < EVENTS; index++) {
                    if (MINUTES[index] >= start && MINUTES[index] < ENDS[at]) {
                        expected[at][window][index % APPS][isGood(index) ? 0 : 1]++;
                    }
                }
            }
        }
        return expected;
    }
}
