package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What was measured")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MeasuringTest {
    private static final long START = 1_000;

    /**
     * A word per minute: r a record, w working, o offline, x refusing, - nothing at all; and what is found: . measured, n no ticks, g
     * gateway refusing, p prober offline.
     */
    @ParameterizedTest
    @CsvSource({
        "r r r, ..., ...",
        "r - - r, .nn., .nn.",
        // a prober is missed only after it was heard of
        "r rw r rw, ...., ..p.",
        "rw ro rwo rw, ...., .pp.",
        "rw rx - rw, .gn., .gn.",
        "rw rwx row, .g., .gp",
    })
    void is_found_minute_by_minute(String heard, String all, String byProber) {
        Measuring measuring = new Measuring();
        String[] minutes = heard.split(" ", -1);
        for (int i = 0; i < minutes.length; i++) {
            hear(measuring, START + i, minutes[i]);
            measuring.end(START + i);
            measuring = written(measuring);
        }

        assertThat(found(measuring, minutes.length, false)).isEqualTo(all);
        assertThat(found(measuring, minutes.length, true)).isEqualTo(byProber);
    }

    @Test
    void was_not_before_the_first_record() {
        Measuring measuring = new Measuring();
        assertThat(measuring.measured(START, START + 10, false)).isZero();

        measuring.record(START + 4);
        assertThat(measuring.measured(START, START + 10, false)).isEqualTo(6);
        assertThat(measuring.gaps(START, START + 10, false))
                .containsExactly(new Gap(START, START + 4, Gap.Reason.NO_TICKS));
    }

    @Test
    void forgets_a_prober_that_was_not_heard_of_for_a_day() {
        Measuring measuring = new Measuring();
        hear(measuring, START, "rw");
        measuring.end(START);
        for (long minute = START + 1; minute < START + 1_500; minute++) {
            hear(measuring, minute, "r");
            measuring.end(minute);
        }

        assertThat(measuring.gapAt(START + 1_439, true)).contains(Gap.Reason.PROBER_OFFLINE);
        assertThat(measuring.gapAt(START + 1_440, true)).isEmpty();
    }

    @Test
    void is_corrected_by_a_gateway_that_tells_late_of_its_refusals() {
        Measuring measuring = new Measuring();
        for (int i = 0; i < 10; i++) {
            hear(measuring, START + i, i < 3 || i > 6 ? "rw" : "-");
            measuring.end(START + i);
        }
        measuring.record(START + 10);
        measuring.refused(START + 2, START + 10);
        measuring.end(START + 10);

        assertThat(found(measuring, 11, true)).isEqualTo("..ggggggggg");
        assertThat(measuring.gaps(START, START + 11, true)).hasSize(1);
    }

    /** Against an array of minutes: marks in any order, coverage, and how far back so much measured time reaches. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void is_what_a_plain_array_of_minutes_says(long seed) {
        Random random = new Random(seed);
        Measuring measuring = new Measuring();
        Map<Long, Gap.Reason> plain = new HashMap<>();
        long end = START + 400;
        for (long minute = START; minute < end; minute++) {
            boolean record = minute == START || random.nextInt(6) > 0;
            boolean offline = record && random.nextInt(9) == 0;
            hear(measuring, minute, (record ? "r" : "-") + (record ? (offline ? "o" : "w") : ""));
            measuring.end(minute);
            if (!record || offline) {
                plain.put(minute, record ? Gap.Reason.PROBER_OFFLINE : Gap.Reason.NO_TICKS);
            }
            if (random.nextInt(30) == 0) {
                long since = minute - random.nextInt(20);
                measuring.refused(since, minute);
                for (long each = Math.max(START, since); each <= minute; each++) {
                    plain.put(each, Gap.Reason.GATEWAY_REFUSING);
                }
            }
        }
        measuring = written(measuring);
        for (boolean byProber : new boolean[] {true, false}) {
            for (int i = 0; i < 200; i++) {
                long from = START - 20L + random.nextInt(400);
                long to = from + random.nextInt(60);
                assertThat(measuring.measured(from, to, byProber)).isEqualTo(plainly(plain, from, to, byProber));
                long minutes = 1L + random.nextInt(40);
                long start = measuring.startOf(minutes, end, byProber);
                assertThat(plainly(plain, start, end, byProber)).isEqualTo(minutes);
            }
        }
        for (long minute = START; minute < end; minute++) {
            assertThat(measuring.gapAt(minute, true)).isEqualTo(Optional.ofNullable(plain.get(minute)));
        }
    }

    private static long plainly(Map<Long, Gap.Reason> plain, long from, long to, boolean byProber) {
        long measured = 0;
        for (long minute = from; minute < to; minute++) {
            Gap.Reason reason = plain.get(minute);
            boolean gap = minute < START || (reason != null && (byProber || reason != Gap.Reason.PROBER_OFFLINE));
            measured += gap ? 0 : 1;
        }
        return measured;
    }

    private static void hear(Measuring measuring, long minute, String heard) {
        if (!heard.contains("-")) {
            measuring.record(minute);
        }
        if (heard.contains("x")) {
            measuring.refused(minute, minute);
        }
        if (heard.contains("w")) {
            measuring.prober(minute, Tick.Prober.WORKING);
        }
        if (heard.contains("o")) {
            measuring.prober(minute, Tick.Prober.OFFLINE);
        }
    }

    private static String found(Measuring measuring, int minutes, boolean byProber) {
        List<String> found = new ArrayList<>();
        for (long minute = START; minute < START + minutes; minute++) {
            found.add(measuring
                    .gapAt(minute, byProber)
                    .map(reason -> reason.id().substring(0, 1))
                    .orElse("."));
        }
        return String.join("", found);
    }

    private static Measuring written(Measuring measuring) {
        Measuring next = new Measuring();
        next.read(measuring.write(new ByteWriter()));
        return next;
    }
}
