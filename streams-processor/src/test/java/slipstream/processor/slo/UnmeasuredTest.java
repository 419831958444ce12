package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.processor.slo.VerdictKind.BREACHED;
import static slipstream.processor.slo.VerdictKind.MET;
import static slipstream.processor.slo.VerdictKind.UNMEASURED;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A minute that was not measured")
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnmeasuredTest {
    private static final String APP = "com.example.app";
    private static final double NOW = 10_000;

    private final Timeline timeline = new Timeline().prober(Tick.Prober.WORKING).tickUntil(NOW);

    @Test
    void is_neither_breach_nor_recovery_while_the_prober_is_offline() {
        timeline.availability().bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5);
        timeline.prober(Tick.Prober.OFFLINE).tickUntil(NOW + 20.5);
        timeline.prober(Tick.Prober.WORKING).good("b", NOW + 20.6, NOW + 20.6).tickUntil(NOW + 25.5);

        assertThat(timeline.said()).containsExactly(BREACHED, UNMEASURED, MET);
        assertThat(timeline.verdicts.get(1).unmeasured()).contains(Gap.Reason.PROBER_OFFLINE);
    }

    @Test
    void because_of_the_prober_concerns_nothing_that_others_observe() {
        timeline.bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5);
        timeline.prober(Tick.Prober.OFFLINE).tickUntil(NOW + 3.5);

        assertThat(timeline.said()).containsExactly(BREACHED, BREACHED, BREACHED);
    }

    @Test
    void because_a_gateway_refuses_concerns_everything_and_is_told_before_it_is_judged() {
        timeline.bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5);
        timeline.refusedSince(NOW + 2.9, NOW + 3.05).tickUntil(NOW + 5.5);

        assertThat(timeline.said()).containsExactly(BREACHED, BREACHED, UNMEASURED, BREACHED);
        assertThat(timeline.partition.gaps(
                        "webhook-delivery", Timeline.epochMinute(10_000), Timeline.epochMinute(10_010)))
                .containsExactly(new Gap(
                        Timeline.epochMinute(10_002), Timeline.epochMinute(10_004), Gap.Reason.GATEWAY_REFUSING));
    }

    @Test
    void stays_so_when_it_is_judged_again_and_after_a_restart() {
        timeline.bad("a", NOW + 0.1, NOW + 0.2).tickUntil(NOW + 1.5).silenceUntil(NOW + 5.9);
        assertThat(timeline.said()).endsWith(UNMEASURED);

        timeline.commitAndRestart().exclude("x", Selector.ALL, 9_995, 10_000);
        timeline.include("x");
        assertThat(timeline.said()).endsWith(UNMEASURED);
        assertThat(timeline.partition
                        .read(APP, Timeline.epochMinute(10_005))
                        .get(0)
                        .verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.unmeasured()).contains(Gap.Reason.NO_TICKS));
    }

    @Test
    void lacks_in_the_coverage_of_its_windows() {
        timeline.good("a", NOW + 0.1, NOW + 0.2)
                .tickUntil(NOW + 1.5)
                .silenceUntil(NOW + 5.9)
                .tickUntil(NOW + 6.5);

        Reading.InWindow quarter = timeline.partition
                .read(APP, Timeline.epochMinute(10_006))
                .get(0)
                .windows()
                .get(0);
        assertThat(quarter.measured())
                .as("10,000, 10,001 and 10,005 of 9,991 to 10,005")
                .isEqualTo(3);
    }

    @Test
    void does_not_make_an_app_silent() {
        Objective silence = new Objective(
                "silence",
                new Selector(Optional.of("webhook-delivery"), Optional.empty(), Optional.empty()),
                990_000,
                new Window(5),
                new NoDataFor(),
                new Gate(0, 0, OptionalLong.empty()),
                1,
                Evaluation.MINUTE);
        timeline.tickUntil(NOW + 60).promise(APP, silence).good("a", NOW + 60.1, NOW + 60.2);
        timeline.tickUntil(NOW + 63.5).silenceUntil(NOW + 70.9).tickUntil(NOW + 74.5);

        long breachedAt = timeline.verdicts.stream()
                .filter(verdict -> verdict.objective().id().equals("silence") && verdict.kind() == BREACHED)
                .mapToLong(Verdict::minute)
                .findFirst()
                .orElseThrow();
        assertThat(breachedAt)
                .as("61, 62, 63, 70 and 71 are five measured minutes without an event")
                .isEqualTo(Timeline.epochMinute(10_072));
    }
}
