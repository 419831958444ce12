package slipstream.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The ticks")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TicksTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PARTITIONS = 3;
    private static final TickSettings OFTEN = new TickSettings(Duration.ofMillis(10));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private Instant now = START;
    private final Ticks ticks = new Ticks(producer, "events", () -> now, metrics);

    @AfterEach
    void stop() {
        ticks.close();
    }

    @Test
    void are_records_of_nothing_but_the_time_on_every_partition() {
        ticks.tick();

        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(producer.history()).allSatisfy(tick -> {
            assertThat(tick.topic()).isEqualTo("events");
            assertThat(tick.key()).isNull();
            assertThat(tick.value()).isNull();
            assertThat(tick.timestamp()).isEqualTo(START.toEpochMilli());
        });
    }

    @Test
    void come_again_at_every_interval() {
        ticks.start(OFTEN);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(producer.history()).hasSizeGreaterThan(3 * PARTITIONS));
    }

    @Test
    void are_counted_and_their_age_is_known() {
        ticks.tick();
        IntStream.range(0, PARTITIONS).forEach(n -> producer.completeNext());
        now = START.plusSeconds(7);

        assertThat(count("written")).isEqualTo(PARTITIONS);
        assertThat(metrics.get("slipstream.ticks.age.seconds").gauge().value()).isEqualTo(7.0);
    }

    @Test
    void are_dropped_visibly_when_they_cannot_be_written() {
        ticks.tick();
        IntStream.range(0, PARTITIONS).forEach(n -> producer.errorNext(new TimeoutException("no broker")));

        assertThat(count("dropped")).isEqualTo(PARTITIONS);
        assertThat(count("written")).isZero();
    }

    @Test
    void go_on_after_the_partitions_could_not_be_found_out() {
        producer.partitionsForException = new TimeoutException("no broker");
        ticks.start(OFTEN);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(count("dropped")).isGreaterThan(1));

        producer.partitionsForException = null;
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(producer.history()).isNotEmpty());
    }

    private double count(String outcome) {
        return metrics.get("slipstream.ticks").tag("outcome", outcome).counter().count();
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 1);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo("events", partition, node, nodes, nodes))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }
}
