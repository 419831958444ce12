package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.processor.topology.PipelineDriver.APP;
import static slipstream.processor.topology.PipelineDriver.at;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.processor.slo.Decision.Promised;
import slipstream.schemas.avro.BurnRate;
import slipstream.schemas.avro.Objective;
import slipstream.schemas.avro.Sli;

@DisplayName("An objective in the log")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectiveTopologyTest {
    private final PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void is_judged_from_its_place_on_beside_the_programme_s_own() {
        pipeline.ticksUntil("12:00", "12:02").deliveries("12:02", 199, 1).ticksUntil("12:02:05", "12:03:20");
        assertThat(told()).endsWith("webhook-delivery MET");

        pipeline.decide(objective(same -> same), at("12:03:30")).ticksUntil("12:03:40", "12:04:20");

        assertThat(told()).contains("strict BREACHED").doesNotContain("webhook-delivery BREACHED");
        assertThat(pipeline.rejected()).isEmpty();
    }

    @Test
    void takes_the_place_of_the_programme_s_own_when_it_has_its_name() {
        pipeline.decide(objective(each -> each.setId("webhook-delivery").setTargetPpm(500_000)), at("12:00"));
        pipeline.deliveries("12:02", 2, 1).ticksUntil("12:02:05", "12:03:20");

        assertThat(told()).endsWith("webhook-delivery MET").doesNotContain("webhook-delivery BREACHED");
    }

    @Test
    void that_cannot_be_judged_is_broken_and_stops_nothing() {
        List<Objective> broken = List.of(
                objective(each -> each.setTargetPpm(1_000_000)),
                objective(each -> each.setWindowSeconds(61)),
                objective(each -> each.setWindowSeconds(Long.MAX_VALUE)),
                objective(each -> each.setCondition("OF_TOMORROW")),
                objective(each -> each.setScope("x").setSli(Sli.UNKNOWN)),
                objective(each ->
                        each.setCondition("BURN_RATE").setBurnRates(List.of(new BurnRate(300L, 3_600L, 1_000L)))),
                objective(each -> each.setCondition("LATENCY_ABOVE")),
                objective(each -> each.setSli(Sli.UNKNOWN)),
                objective(each -> each.setEvaluation("OFTEN")),
                objective(each -> each.setClosingMinutes(0)),
                objective(each -> each.setBroken("line 12: a slip of the pen")));
        for (Objective each : broken) {
            pipeline.decide(each, at("12:00"));
            Promised read = ObjectiveRecords.promised(each, new byte[0]);
            assertThat(read.objective()).as(each.toString()).isEmpty();
            assertThat(read.broken()).as(each.toString()).isPresent();
        }
        pipeline.deliveries("12:02", 0, 1).ticksUntil("12:02:05", "12:03:20");

        assertThat(told()).endsWith("webhook-delivery BREACHED").noneMatch(each -> each.startsWith("strict"));
        assertThat(pipeline.rejected()).isEmpty();
    }

    @Test
    void that_is_taken_back_is_neither_in_force_nor_broken() {
        Promised read = ObjectiveRecords.promised(objective(each -> each.setRemoved(true)), new byte[0]);

        assertThat(read.holds()).isFalse();
        assertThat(read.broken()).isEmpty();
    }

    private List<String> told() {
        return pipeline.verdicts().stream()
                .map(record ->
                        record.value().getObjective() + " " + record.value().getVerdict())
                .toList();
    }

    /** 99.9 % of the webhook deliveries of the app in a quarter of an hour. */
    private static Objective objective(UnaryOperator<Objective.Builder> change) {
        return change.apply(Objective.newBuilder()
                        .setId("strict")
                        .setAppKey(APP)
                        .setSli(Sli.WEBHOOK_DELIVERY)
                        .setTargetPpm(999_000)
                        .setWindowSeconds(900)
                        .setCondition("RATE_BELOW")
                        .setUpdatedAt(at("12:00")))
                .build();
    }
}
