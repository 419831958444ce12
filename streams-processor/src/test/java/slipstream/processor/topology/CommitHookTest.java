package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import slipstream.schemas.avro.Outcome;

/** What we rely on of Kafka Streams without its promise. The test driver commits after every record, by the task's own code. */
@DisplayName("What is counted")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitHookTest {
    @ParameterizedTest
    @EnumSource(Durability.class)
    void is_in_the_stores_when_a_commit_is_over(Durability durability) {
        try (PipelineDriver pipeline = new PipelineDriver(durability)) {
            pipeline.delivery("a", "10:00", "10:00", Outcome.GOOD);

            assertThat(keys(pipeline, Storage.HEADS)).contains("\0").anyMatch(key -> key.startsWith("com.example.app"));
        }
    }

    @Test
    void is_written_the_same_by_the_hook_and_by_public_api_alone() {
        try (PipelineDriver hook = new PipelineDriver(Durability.AT_COMMIT);
                PipelineDriver plain = new PipelineDriver(Durability.PER_EVENT)) {
            for (PipelineDriver pipeline : List.of(hook, plain)) {
                pipeline.deliveries("10:00:30", 30, 2)
                        .delivery("late", "02:10", "10:00:31", Outcome.BAD)
                        .ticksUntil("10:00:35", "12:05:00");
            }

            assertThat(contents(hook, Storage.HEADS)).isEqualTo(contents(plain, Storage.HEADS));
            assertThat(contents(hook, Storage.PAGES)).isNotEmpty().isEqualTo(contents(plain, Storage.PAGES));
        }
    }

    @Test
    void is_asked_for_by_kafka_streams_inside_the_commit_because_the_store_says_that_it_is_cached() {
        assertThat(new CommitHook()).isInstanceOf(CachedStateStore.class);
        assertThat(new SeriesStore()).isNotInstanceOf(CachedStateStore.class);
    }

    private static List<String> keys(PipelineDriver pipeline, String store) {
        List<String> keys = new ArrayList<>();
        KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]> found = pipeline.driver.getKeyValueStore(store);
        try (var all = found.all()) {
            all.forEachRemaining(entry -> keys.add(new String(entry.key.get(), StandardCharsets.UTF_8)));
        }
        return keys;
    }

    private static List<String> contents(PipelineDriver pipeline, String store) {
        List<String> contents = new ArrayList<>();
        KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]> found = pipeline.driver.getKeyValueStore(store);
        try (var all = found.all()) {
            all.forEachRemaining(entry -> contents.add(entry.key + "=" + java.util.Arrays.toString(entry.value)));
        }
        return contents;
    }
}
