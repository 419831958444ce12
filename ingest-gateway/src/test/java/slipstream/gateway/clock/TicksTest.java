package slipstream.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.TickHeaders;

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
    private final Map<Integer, Boolean> probers = new HashMap<>();
    private final Refusals refusals = new Refusals(() -> now);
    private final TickNotes notes = new TickNotes(each -> Optional.ofNullable(probers.get(each)), refusals);
    private final Ticks ticks = new Ticks(producer, "events", notes, () -> now, metrics);

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

    @Test
    void say_how_the_prober_is_on_the_partitions_whose_apps_it_asks() {
        probers.put(0, true);
        probers.put(2, false);
        ticks.tick();

        assertThat(said(TickHeaders.PROBER)).containsExactly("working", null, "offline");
    }

    @Test
    void say_since_when_observations_are_refused_until_a_tick_said_so_on_the_partition() {
        refuse();
        now = START.plusSeconds(5);
        ticks.tick();
        String since = Long.toString(START.toEpochMilli());
        assertThat(said(TickHeaders.REFUSED_SINCE)).containsExactly(since, since, since);
        producer.completeNext();
        producer.errorNext(new TimeoutException("no broker"));
        producer.completeNext();
        producer.clear();

        now = START.plusSeconds(10);
        ticks.tick();
        assertThat(said(TickHeaders.REFUSED_SINCE)).containsExactly(null, since, null);
        IntStream.range(0, PARTITIONS).forEach(n -> producer.completeNext());
        producer.clear();

        now = START.plusSeconds(60);
        refuse();
        ticks.tick();
        assertThat(said(TickHeaders.REFUSED_SINCE))
                .as("another time")
                .containsOnly(Long.toString(START.plusSeconds(60).toEpochMilli()));
    }

    @Test
    void say_nothing_of_what_was_taken() {
        var unused = refusals.noted(() -> CompletableFuture.completedFuture("taken"));
        ticks.tick();

        assertThat(said(TickHeaders.REFUSED_SINCE)).containsOnlyNulls();
    }

    private void refuse() {
        var unused = refusals.noted(() -> CompletableFuture.failedFuture(new TimeoutException("no broker")));
    }

    private List<String> said(String header) {
        List<String> said = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> tick : producer.history()) {
            Header found = tick.headers().lastHeader(header);
            said.add(found == null ? null : new String(found.value(), StandardCharsets.UTF_8));
        }
        return said;
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
