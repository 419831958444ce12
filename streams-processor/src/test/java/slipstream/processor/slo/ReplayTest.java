package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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

    /** What people decide, gates, waiting for good minutes, bad events judged at once, and time that was not measured. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void gives_the_same_verdicts_whatever_was_decided_and_not_measured_on_the_way(long seed) {
        Random random = new Random(seed);
        List<Consumer<Timeline>> log = new ArrayList<>();
        for (Consumer<Timeline> record : log(random)) {
            log.add(record);
            if (random.nextInt(150) == 0) {
                log.add(decision(random));
            }
        }
        Random restarts = new Random(-seed);
        Timeline live = new Timeline();
        for (Consumer<Timeline> record : log) {
            record.accept(live);
            if (restarts.nextInt(100) == 0) {
                live.commitAndRestart();
            }
        }
        Timeline replayed = new Timeline();
        log.forEach(record -> record.accept(replayed));

        assertThat(live.verdicts).isEqualTo(replayed.verdicts);
        assertThat(live.said()).contains(VerdictKind.WITHDRAWN, VerdictKind.UNMEASURED, VerdictKind.MET);
        assertThat(live.verdicts).anyMatch(verdict -> verdict.revision() > 0);
        assertThat(live.verdicts)
                .as("breaches that wait for good minutes")
                .anyMatch(verdict -> verdict.kind() == VerdictKind.BREACHED
                        && verdict.judgement().kind() == VerdictKind.MET);
        assertThat(live.verdicts)
                .extracting(verdict -> verdict.unmeasured().orElse(null))
                .contains(Gap.Reason.NO_TICKS, Gap.Reason.GATEWAY_REFUSING);
    }

    private static Consumer<Timeline> decision(Random random) {
        String app = random.nextInt(4) == 0 ? Decision.EVERY_APP : "com.example." + "abc".charAt(random.nextInt(3));
        Objective objective = objective(random);
        int from = random.nextInt(HOURS * 12) * 5;
        return switch (random.nextInt(8)) {
            case 0 -> timeline -> timeline.takeBack(app, objective.id());
            case 1 -> timeline -> timeline.of(app).exclude("x" + from % 3, Selector.ALL, from, from + 30);
            case 2 -> timeline -> timeline.of(app).include("x" + from % 3);
            case 3 -> timeline -> timeline.refuse(from % 5);
            case 4 -> timeline -> timeline.prober(from % 2 == 0 ? Tick.Prober.OFFLINE : Tick.Prober.WORKING);
            default -> timeline -> timeline.promise(app, objective);
        };
    }

    private static Objective objective(Random random) {
        Window window = new Window(List.of(5, 30, 60, 120, 4_320).get(random.nextInt(5)));
        Window month = new Window(Window.MAX_MINUTES);
        boolean burn = random.nextInt(3) == 0;
        Gate gate = random.nextBoolean() ? Gate.NONE : new Gate(2, 1, OptionalLong.of(200_000));
        return new Objective(
                List.of("webhook-delivery", "own", "other").get(random.nextInt(3)),
                Selector.ofSli("webhook-delivery"),
                980_000,
                burn ? month : window,
                burn ? BurnRate.of(month, 980_000) : new RateBelow(),
                gate,
                1 + random.nextInt(4),
                random.nextBoolean() ? Evaluation.EVENT : Evaluation.MINUTE);
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
