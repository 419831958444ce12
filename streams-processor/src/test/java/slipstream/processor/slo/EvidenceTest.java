package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Evidence")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EvidenceTest {
    private static final String APP = "com.example.app";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void is_that_of_a_plain_loop_over_the_bad_events_whatever_order_they_come_in_and_after_restarts(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Timeline().tickUntil(0).good("first", 0.5, 0.5);
        List<Failure> failures = new ArrayList<>();
        for (int minute = 1; minute < 2_000; minute++) {
            if (random.nextInt(3) == 0) {
                double at =
                        minute - (random.nextInt(5) == 0 ? random.nextInt(minute) : 0) + random.nextInt(600) / 1_000.0;
                Failure failure = failure(random, "e" + minute, Timeline.millis(at));
                failures.add(failure);
                timeline.fails(failure, minute + 0.7);
            }
            timeline.silenceUntil(minute + 0.9);
            if (random.nextInt(300) == 0) {
                timeline.commitAndRestart();
            }
            if (minute % 97 == 0) {
                assertSame(timeline, failures, minute / 5 * 5 - 15, minute / 5 * 5 + 5);
                assertSame(timeline, failures, minute / 5 * 5 - 24 * 60, minute / 5 * 5 + 5);
            }
        }
    }

    private static Failure failure(Random random, String id, long at) {
        return new Failure(
                at,
                id,
                random.nextBoolean() ? "500" : "timeout",
                Optional.of("site-" + random.nextInt(30)),
                Optional.of("1." + random.nextInt(3)).filter(any -> random.nextInt(4) > 0),
                Optional.empty(),
                Optional.of("eu"),
                Optional.of("trace-" + id));
    }

    private static void assertSame(Timeline timeline, List<Failure> failures, int from, int to) {
        Evidence told = timeline.partition()
                .evidence(APP, "webhook-delivery", "jira", Timeline.epochMinute(from), Timeline.epochMinute(to))
                .orElseThrow();
        List<Failure> wanted = failures.stream()
                .filter(each -> each.occurredAt() >= Timeline.millis(from) && each.occurredAt() < Timeline.millis(to))
                .sorted(Comparator.comparingLong(Failure::occurredAt).reversed().thenComparing(Failure::id))
                .toList();
        assertThat(told.failures()).isEqualTo(wanted.size());
        for (Dimension dimension : Dimension.values()) {
            Map<String, Long> counts = new TreeMap<>();
            wanted.forEach(each -> dimension.of(each).ifPresent(value -> counts.merge(value, 1L, Long::sum)));
            Evidence.Shares shares = told.shares().getOrDefault(dimension, new Evidence.Shares(List.of(), 0, 0));
            assertThat(shares.top()).hasSize(Math.min(Evidence.TOP, counts.size()));
            shares.top().forEach(share -> assertThat(share.count()).isEqualTo(counts.get(share.value())));
            long shown = shares.top().stream().mapToLong(Evidence.Share::count).sum();
            assertThat(shown + shares.rest())
                    .isEqualTo(
                            counts.values().stream().mapToLong(Long::longValue).sum());
            assertThat(shares.unnamed()).isZero();
        }
        // The newest are kept of the series, not of the stretch: a stretch that ends earlier may have fewer.
        assertThat(wanted.subList(0, Math.min(Evidence.LAST, wanted.size()))).containsAll(told.last());
    }

    @Test
    void holds_the_newest_twenty_by_event_time() {
        Timeline timeline = new Timeline().tickUntil(0);
        for (int n = 0; n < 50; n++) {
            timeline.fails(Failure.of(Timeline.millis(n), "e" + n, "503"), 60);
        }
        timeline.fails(Failure.of(Timeline.millis(3), "late", "503"), 60);
        Evidence told = timeline.commitAndRestart()
                .partition()
                .evidence(APP, "webhook-delivery", "jira", Timeline.epochMinute(0), Timeline.epochMinute(60))
                .orElseThrow();
        assertThat(told.last())
                .extracting(Failure::id)
                .startsWith("e49", "e48")
                .endsWith("e30")
                .hasSize(Evidence.LAST);
        assertThat(told.failures()).isEqualTo(51);
    }

    @Test
    void says_how_many_failures_had_one_value_too_many() {
        Timeline timeline = new Timeline().tickUntil(0);
        for (int n = 0; n < FailureNames.MAX_NAMES + 9; n++) {
            Failure plain = Failure.of(Timeline.millis(10), "e" + n, "cause-" + n);
            timeline.fails(plain, 11);
        }
        Evidence told = timeline.commitAndRestart()
                .partition()
                .evidence(APP, "webhook-delivery", "jira", Timeline.epochMinute(0), Timeline.epochMinute(15))
                .orElseThrow();
        Evidence.Shares causes = told.shares().get(Dimension.CAUSE);
        assertThat(causes.unnamed()).isEqualTo(9);
        assertThat(causes.rest()).isEqualTo(FailureNames.MAX_NAMES - Evidence.TOP + 9);
    }

    @Test
    void of_excluded_time_is_none() {
        Timeline timeline = new Timeline().tickUntil(0);
        timeline.fails(Failure.of(Timeline.millis(6), "in", "503"), 7);
        timeline.fails(Failure.of(Timeline.millis(12), "out", "504"), 13);
        timeline.exclude("x", Selector.ALL, 5, 10);
        Evidence told = timeline.partition()
                .evidence(APP, "webhook-delivery", "jira", Timeline.epochMinute(0), Timeline.epochMinute(15))
                .orElseThrow();
        assertThat(told.failures()).isEqualTo(1);
        assertThat(told.last()).extracting(Failure::id).containsExactly("out");
    }

    @Test
    void of_a_load_that_never_ended_is_the_bridge_timeout() {
        Timeline timeline = new Timeline().iframe(false).tickUntil(0);
        timeline.event("load-1", Observed.Outcome.STARTED, 1, 1).tickUntil(3);
        Evidence told = timeline.partition()
                .evidence(APP, "iframe-load", "jira", Timeline.epochMinute(0), Timeline.epochMinute(5))
                .orElseThrow();
        assertThat(told.last()).singleElement().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("load-1");
            assertThat(failure.cause()).isEqualTo(Failure.BRIDGE_TIMEOUT);
        });
    }
}
