package slipstream.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A commit before its turn")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PromptCommitsTest {
    private static final long NOW = 1_000_000;
    private static final long LEAST = PromptCommits.LEAST.toMillis();

    private final MockProcessorContext<String, String> task = new MockProcessorContext<>();
    private final MockProcessorContext<String, String> other = new MockProcessorContext<>();
    private final PromptCommits commits = new PromptCommits();

    private void ask(MockProcessorContext<String, String> context, long millis) {
        context.setCurrentSystemTimeMs(millis);
        commits.ask(context, millis);
    }

    private static List<CapturedPunctuator> waiting(MockProcessorContext<String, String> context) {
        return context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .toList();
    }

    @Test
    void is_asked_for_at_once() {
        ask(task, NOW);

        assertThat(task.committed()).isTrue();
        assertThat(waiting(task)).isEmpty();
    }

    @Test
    void is_for_nothing_that_is_long_past() {
        task.setCurrentSystemTimeMs(NOW);

        commits.ask(task, NOW - PromptCommits.RECENT.toMillis() - 1);

        assertThat(task.committed()).isFalse();
        assertThat(waiting(task)).isEmpty();
    }

    @Test
    void waits_until_some_time_has_passed_since_the_last_one() {
        ask(task, NOW);
        task.resetCommit();

        ask(task, NOW + 5);

        assertThat(task.committed()).isFalse();
        CapturedPunctuator waiting = waiting(task).get(0);
        assertThat(waiting.getInterval()).isEqualTo(Duration.ofMillis(LEAST - 5));

        waiting.getPunctuator().punctuate(NOW + LEAST);

        assertThat(task.committed()).isTrue();
        assertThat(waiting(task)).as("it does not come again").isEmpty();
    }

    @Test
    void is_for_all_who_wait_for_it_in_one_thread() {
        ask(task, NOW);
        ask(task, NOW + 5);
        other.resetCommit();

        ask(task, NOW + 6);
        ask(other, NOW + 7);

        assertThat(waiting(task)).hasSize(1);
        assertThat(waiting(other)).isEmpty();
        assertThat(other.committed()).isFalse();
    }

    @Test
    void comes_again_when_the_one_that_was_waited_for_is_over() {
        ask(task, NOW);
        ask(task, NOW + 5);
        task.resetCommit();

        ask(task, NOW + 2 * LEAST);

        assertThat(task.committed()).isTrue();
    }

    @Test
    void is_not_lost_with_the_task_that_was_to_ask_for_it() {
        ask(other, NOW);
        ask(other, NOW + 5);

        ask(task, NOW + LEAST + 1);

        assertThat(waiting(task).size()).as("the next one is waited for").isEqualTo(1);
    }

    @Test
    void does_not_wait_for_a_clock_that_was_set_back() {
        ask(task, NOW);
        task.resetCommit();

        ask(task, NOW - Duration.ofHours(1).toMillis());

        assertThat(task.committed()).isTrue();
    }
}
