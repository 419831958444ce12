package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise "replayable": the same log gives the same verdicts, whatever happened to the process on the way. */
@DisplayName("A replay of the log")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayTest {
    private static final int HOURS = 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void gives_the_verdicts_of_the_live_run_with_its_restarts(long seed) {
        List<Consumer<Timeline>> log = log(new Random(seed));
        Random restarts = new Random(-seed);

        Timeline live = new Timeline();
        for (Consumer<Timeline> record : log) {
            record.accept(live);
            if (restarts.nextInt(200) == 0) {
                live.commitAndRestart();
            }
        }
        Timeline replayed = new Timeline();
        log.forEach(record -> record.accept(replayed));

        assertThat(live.verdicts).hasSizeGreaterThan(100).isEqualTo(replayed.verdicts);
        assertThat(live.said())
                .contains(VerdictKind.BREACHED, VerdictKind.MET, VerdictKind.UNMEASURED, VerdictKind.NO_DATA);
    }

    /** Deliveries and loads of three apps, late and doubled ones, quiet hours, and gateways that were away for a while. */
    private static List<Consumer<Timeline>> log(Random random) {
        List<Consumer<Timeline>> log = new ArrayList<>();
        for (int second = 0; second < HOURS * 3_600; second += 5) {
            double now = second / 60.0;
            boolean away = second / 600 % 37 == 11;
            boolean quiet = second / 3_600 % 5 == 4;
            if (away) {
                continue;
            }
            log.add(timeline -> timeline.silenceUntil(now));
            if (!quiet && random.nextInt(12) == 0) {
                String app = "com.example." + "abc".charAt(random.nextInt(3));
                double late = random.nextInt(10) == 0 ? random.nextDouble() * 300 : 0;
                String id = "e" + (random.nextInt(8) == 0 ? second / 60 : second);
                Observed.Outcome outcome = random.nextInt(60) == 0 ? Observed.Outcome.BAD : Observed.Outcome.GOOD;
                log.add(timeline -> timeline.of(app).event(id, outcome, now - late, now));
            }
        }
        return log;
    }
}
