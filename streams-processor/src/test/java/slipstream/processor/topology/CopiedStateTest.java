package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.processor.slo.Partition;
import slipstream.schemas.avro.Outcome;

@DisplayName("The stores of a partition, read by somebody else")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CopiedStateTest {
    private static final String APP = "com.example.app";
    private static final long NOON = PipelineDriver.at("12:00").getEpochSecond() / 60;

    private final PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT);

    @AfterEach
    void close() {
        pipeline.close();
    }

    private CopiedState copy(KeyValueStore<Bytes, byte[]> pages) {
        return new CopiedState(pipeline.driver.getKeyValueStore(Storage.HEADS), pages, Set.of(APP));
    }

    @Test
    void give_the_numbers_of_the_partition_that_wrote_them() {
        pipeline.deliveries("10:00:30", 30, 2)
                .ticksUntil("10:00:35", "12:00:30")
                .delivery("late", "02:10", "12:00:31", Outcome.BAD)
                .ticksUntil("12:00:35", "12:05:00");
        CopiedState copy = copy(pipeline.driver.getKeyValueStore(Storage.PAGES));

        Partition read = pipeline.counting.open(copy);
        Partition wrote = pipeline.counting.partitions().find(0).orElseThrow();

        assertThat(copy.isOfOneMoment()).isTrue();
        assertThat(read.read(APP, NOON + 6)).hasSize(1).isEqualTo(wrote.read(APP, NOON + 6));
        assertThat(read.read(APP, NOON)).isEqualTo(wrote.read(APP, NOON));
        assertThat(read.history(APP, "webhook-delivery", "jira", 5, NOON - 600, NOON))
                .isEqualTo(wrote.history(APP, "webhook-delivery", "jira", 5, NOON - 600, NOON));
    }

    @Test
    void are_not_read_while_pages_and_heads_are_of_different_commits() {
        KeyValueStore<Bytes, byte[]> pages = pipeline.driver.getKeyValueStore(Storage.PAGES);
        pipeline.deliveries("10:00:30", 1, 0);
        CopiedState before = copy(pages);
        assertThat(before.isOfOneMoment()).isTrue();

        pipeline.delivery("late", "02:10", "10:00:31", Outcome.BAD);

        assertThat(before.isOfOneMoment()).as("the pages have moved on").isFalse();
        assertThat(copy(pages).isOfOneMoment()).isTrue();
    }

    @Test
    void are_none_before_anything_was_written() {
        assertThat(copy(pipeline.driver.getKeyValueStore(Storage.PAGES)).isOfOneMoment())
                .isFalse();
    }

    @Test
    void show_the_heads_of_whole_commits_only() {
        HeadStore heads = (HeadStore) HeadStore.supplier("heads").get();
        byte[] own = {0};
        byte[] series = "com.example.app\0\4jira".getBytes(StandardCharsets.UTF_8);
        heads.restore(series, new byte[] {1});
        heads.restore(own, new byte[] {1});

        heads.restore(series, new byte[] {2});
        assertThat(heads.get(Bytes.wrap(series))).containsExactly(1);

        heads.restore(own, new byte[] {2});
        assertThat(heads.get(Bytes.wrap(series))).containsExactly(2);

        heads.restore(series, null);
        heads.restore(own, new byte[] {3});
        assertThat(heads.get(Bytes.wrap(series))).isNull();
    }
}
