package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.processor.slo.Partition;
import slipstream.schemas.avro.Outcome;

@DisplayName("Heads of neighbouring series in one record")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HeadGroupTest {
    private static final byte[] OWN = {0};

    private final HeadStore heads = (HeadStore) HeadStore.supplier("heads").get();

    @Test
    void stand_each_by_itself_on_the_heap() {
        heads.put(HeadGroup.key(32), HeadGroup.value(List.of(bytes("a"), bytes(""), bytes("ccc"))));

        assertThat(head(31)).isNull();
        assertThat(head(32)).isEqualTo("a");
        assertThat(head(33)).isEmpty();
        assertThat(head(34)).isEqualTo("ccc");
        assertThat(heads.approximateNumEntries()).isEqualTo(3);
    }

    @Test
    void hold_until_one_of_them_is_written_alone_and_again_when_the_group_is() {
        heads.put(HeadGroup.key(16), HeadGroup.value(List.of(bytes("a1"), bytes("b1"))));
        heads.put(key(17), bytes("b2"));
        assertThat(head(17)).isEqualTo("b2");

        heads.put(HeadGroup.key(16), HeadGroup.value(List.of(bytes("a3"), bytes("b3"))));
        assertThat(head(16)).isEqualTo("a3");
        assertThat(head(17)).isEqualTo("b3");
    }

    /** Compaction takes out the end of a commit when a later one has ended. */
    @Test
    void are_restored_in_their_order_even_where_the_end_of_a_commit_is_gone() {
        heads.restore(OWN, bytes("1"));
        heads.restore(HeadGroup.key(0).get(), HeadGroup.value(List.of(bytes("a2"), bytes("b2"))));
        heads.restore(key(0).get(), bytes("a3"));
        heads.restore(key(1).get(), bytes("b3"));
        heads.restore(HeadGroup.key(0).get(), HeadGroup.value(List.of(bytes("a4"), bytes("b4"))));
        heads.restore(key(1).get(), bytes("b5"));
        assertThat(head(0)).isNull();

        heads.restore(OWN, bytes("5"));

        assertThat(head(0)).isEqualTo("a4");
        assertThat(head(1)).isEqualTo("b5");
    }

    @Test
    void are_written_when_most_of_a_group_have_changed_and_read_back_as_they_are() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            pipeline.gather();
            IntStream.range(0, 40).forEach(i -> pipeline.of("com.example.app" + i % 20)
                    .delivery("e" + i, "10:00", "10:00", Outcome.GOOD));
            pipeline.handOver();

            Map<Bytes, byte[]> written = new HashMap<>();
            pipeline.driver
                    .<Bytes, byte[]>getKeyValueStore("heads")
                    .all()
                    .forEachRemaining(head -> written.put(head.key, head.value));
            var changelog = pipeline.changelogOfHeads();

            assertThat(changelog)
                    .filteredOn(record -> HeadGroup.isKey(record.key()))
                    .hasSize(1);
            assertThat(changelog)
                    .filteredOn(record -> Partition.seriesOf(record.key()) >= 0)
                    .hasSize(4);
            for (TestRecord<byte[], byte[]> record : changelog) {
                heads.restore(record.key(), record.value());
            }
            Map<Bytes, byte[]> restored = new HashMap<>();
            heads.all().forEachRemaining(head -> restored.put(head.key, head.value));
            assertThat(restored.keySet()).isEqualTo(written.keySet()).hasSizeGreaterThan(40);
            restored.forEach((key, value) -> assertThat(value).isEqualTo(written.get(key)));
        }
    }

    private String head(int series) {
        byte[] head = heads.get(key(series));
        return head == null ? null : new String(head, StandardCharsets.UTF_8);
    }

    private static Bytes key(int series) {
        return Bytes.wrap(Partition.headOf(series));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
