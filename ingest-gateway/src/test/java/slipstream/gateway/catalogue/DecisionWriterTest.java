package slipstream.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.catalogue.DecisionWriter.Kind;
import slipstream.gateway.catalogue.DecisionWriter.Revision;

@DisplayName("A decision")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DecisionWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final int PARTITIONS = 5;
    private static final String APP = "com.example.app";

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final List<Long> readBack = new ArrayList<>();
    private final DecisionWriter writer = new DecisionWriter(this::next, () -> NOW);
    private boolean brokerIsSilent;

    @Test
    void is_a_revision_on_its_own_topic_and_a_tick_that_carries_it_among_the_events_of_its_app() {
        write(revision(Kind.EXCLUSION, APP, "night"));

        List<ProducerRecord<byte[], byte[]>> written = producers.get(0).history();
        assertThat(written)
                .extracting(ProducerRecord::topic)
                .containsExactly("slipstream.exclusions", "slipstream.events");
        assertThat(text(written.get(0).key())).isEqualTo("com.example.app/night");
        assertThat(text(written.get(0).value())).isEqualTo("night of com.example.app");
        ProducerRecord<byte[], byte[]> tick = written.get(1);
        assertThat(tick.key()).isNull();
        assertThat(tick.value()).isNull();
        assertThat(tick.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(bytes(APP))) % PARTITIONS);
        assertThat(text(tick.headers().lastHeader("slipstream-exclusion").value()))
                .isEqualTo("night of com.example.app");
        assertThat(written).extracting(ProducerRecord::timestamp).containsOnly(NOW.toEpochMilli());
    }

    @Test
    void about_all_apps_goes_to_every_partition() {
        write(revision(Kind.OBJECTIVE, "*", "fast"));

        assertThat(ticks()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2, 3, 4);
        assertThat(ticks()).allSatisfy(tick -> assertThat(tick.headers().lastHeader("slipstream-objective"))
                .isNotNull());
    }

    @Test
    void comes_with_others_in_one_transaction() {
        write(revision(Kind.OBJECTIVE, APP, "a"), revision(Kind.OBJECTIVE, APP, "b"));

        assertThat(producers.get(0).commitCount()).isEqualTo(1);
        assertThat(ticks()).hasSize(2);
        assertThat(readBack).hasSize(2);
    }

    @Test
    void is_never_written_by_half() {
        brokerIsSilent = true;
        assertThatThrownBy(() -> write(revision(Kind.EXCLUSION, APP, "night"))).isInstanceOf(NotDurable.class);

        assertThat(producers.get(0).history()).isEmpty();
        assertThat(producers.get(0).transactionAborted()).isTrue();
        assertThat(readBack).isEmpty();
    }

    @Test
    void can_be_written_again_after_a_failure() {
        brokerIsSilent = true;
        assertThatThrownBy(() -> write(revision(Kind.EXCLUSION, APP, "night"))).isInstanceOf(NotDurable.class);
        brokerIsSilent = false;

        write(revision(Kind.EXCLUSION, APP, "night"));

        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(1).history()).hasSize(2);
    }

    @Test
    void that_this_gateway_did_not_read_back_in_time_is_not_called_durable() {
        assertThatThrownBy(() -> writer.write(List.of(revision(Kind.EXCLUSION, APP, "night")), (written, deadline) -> {
                    throw new TimeoutException("not read");
                }))
                .isInstanceOf(NotDurable.class);
    }

    private void write(Revision... revisions) {
        writer.write(List.of(revisions), (written, deadline) -> readBack.add(written.offset()));
    }

    private List<ProducerRecord<byte[], byte[]>> ticks() {
        return producers.get(0).history().stream()
                .filter(record -> record.topic().equals("slipstream.events"))
                .toList();
    }

    private static Revision revision(Kind kind, String appKey, String id) {
        return new Revision(kind, appKey, id, bytes(id + " of " + appKey));
    }

    private Producer<byte[], byte[]> next() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        if (brokerIsSilent) {
            producer.commitTransactionException = new TimeoutException("no broker");
        }
        producers.add(producer);
        return producer;
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 1);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo("slipstream.events", partition, node, nodes, nodes))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
    }
}
