package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.avro.Verdict;
import slipstream.schemas.avro.VerdictKind;

@DisplayName("An application that takes over from another")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandOverTest {
    @Test
    void tells_from_the_tick_that_names_it_and_the_other_one_up_to_there() {
        try (PipelineDriver alone = PipelineDriver.of(Voice.live("new"));
                PipelineDriver old = PipelineDriver.of(Voice.live("old"));
                PipelineDriver replay = PipelineDriver.of(Voice.replay("new", ""))) {
            for (PipelineDriver each : List.of(alone, old, replay)) {
                before(each);
                each.inForce("new", "10:05:22");
                after(each);
            }
            List<TestRecord<String, Verdict>> told = new ArrayList<>(old.verdicts());
            assertThat(told).isNotEmpty().allSatisfy(each -> assertThat(each.timestamp())
                    .isLessThan(PipelineDriver.at("10:05:22").toEpochMilli()));
            told.addAll(replay.verdicts());

            assertThat(told).isEqualTo(alone.verdicts());
        }
    }

    @Test
    void tells_nothing_and_rejects_nothing_before() {
        try (PipelineDriver replay = PipelineDriver.of(Voice.replay("new", ""))) {
            before(replay);
            replay.record("app", new byte[] {1}, "10:06").inForce("other", "10:06:01");
            after(replay);

            assertThat(replay.verdicts()).isEmpty();
            assertThat(replay.rejected()).isEmpty();
            assertThat(replay.counted("unreadable")).isEqualTo(1);
        }
    }

    @Test
    void says_once_what_stands_because_the_other_one_may_have_said_something_else() {
        try (PipelineDriver replay = PipelineDriver.of(Voice.replay("new", ""))) {
            replay.deliveries("10:00:30", 5, 0).ticksUntil("10:00:35", "10:05:20");
            replay.inForce("new", "10:05:22").inForce("new", "10:05:23");
            replay.ticksUntil("10:05:25", "10:10:20");

            assertThat(replay.verdicts())
                    .extracting(each -> each.value().getVerdict(), each -> each.value()
                            .getMinute())
                    .containsExactly(tuple(VerdictKind.MET, PipelineDriver.at("10:06")));
        }
    }

    @Test
    void can_be_told_to_give_it_back() {
        try (PipelineDriver old = PipelineDriver.of(Voice.live("old"))) {
            before(old);
            assertThat(old.verdicts()).isNotEmpty();
            old.inForce("new", "10:05:22").ticksUntil("10:05:25", "10:07:20");
            assertThat(old.verdicts()).isEmpty();
            old.inForce("old", "10:07:21").ticksUntil("10:07:25", "10:09:20");

            assertThat(old.verdicts()).hasSize(2);
        }
    }

    private static void before(PipelineDriver log) {
        log.deliveries("10:00:30", 5, 5).ticksUntil("10:00:35", "10:05:20");
    }

    private static void after(PipelineDriver log) {
        log.ticksUntil("10:05:25", "10:20:20");
    }
}
