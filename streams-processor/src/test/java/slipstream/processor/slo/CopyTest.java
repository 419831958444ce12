package slipstream.processor.slo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A partition opened for some of its apps")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyTest {
    private static final String FIRST = "com.example.first";
    private static final String SECOND = "com.example.second";

    private final Timeline timeline = new Timeline().tickUntil(10_000);

    @Test
    void answers_for_them_what_the_whole_one_answers_at_any_instant() {
        timeline.of(FIRST).good("a", 9_000, 10_000).bad("b", 9_997, 10_000);
        timeline.of(SECOND).bad("c", 9_950, 10_001).good("d", 10_000, 10_001).bad("e", 3_000, 10_001);
        timeline.tickUntil(10_023).of(SECOND).good("f", 10_022.5, 10_023).commit();

        Partition copy = timeline.copyOf(Set.of(SECOND));

        assertThat(copy.measuredThrough()).isEqualTo(timeline.partition().measuredThrough());
        for (long end : new long[] {10_024, 10_023, 9_951, 9_955}) {
            long minute = Timeline.epochMinute(end);
            assertThat(copy.read(SECOND, minute))
                    .hasSize(1)
                    .isEqualTo(timeline.partition().read(SECOND, minute));
        }
        assertThat(copy.history(
                        SECOND, "webhook-delivery", "jira", 5, Timeline.epochMinute(0), Timeline.epochMinute(10_025)))
                .isPresent()
                .isEqualTo(timeline.partition()
                        .history(
                                SECOND,
                                "webhook-delivery",
                                "jira",
                                5,
                                Timeline.epochMinute(0),
                                Timeline.epochMinute(10_025)));
        assertThat(copy.read(FIRST, Timeline.epochMinute(10_024))).isEmpty();
    }

    @Test
    void stays_as_old_as_the_last_commit() {
        timeline.of(FIRST).good("a", 10_000, 10_000).commit();
        timeline.good("b", 10_001, 10_001);

        Partition copy = timeline.copyOf(Set.of(FIRST));

        assertThat(copy.measuredThrough()).isEqualTo(Timeline.millis(10_000));
        assertThat(copy.read(FIRST, Timeline.epochMinute(10_001))
                        .get(0)
                        .windows()
                        .get(0)
                        .counted()
                        .counts())
                .isEqualTo(new Counts(1, 0));
    }

    @Test
    void is_whole_or_says_so() {
        timeline.of(FIRST).good("a", 10_000, 10_000);
        timeline.of(SECOND).good("b", 10_000, 10_000).commit();
        timeline.state.heads.keySet().removeIf(key -> UTF_8.decode(key.duplicate())
                .toString()
                .startsWith(FIRST));

        assertThatThrownBy(timeline::commitAndRestart).hasMessageContaining("1 names of series and 2 heads");
    }
}
