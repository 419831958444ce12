package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.TickHeaders;

@DisplayName("What was decided before")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DecisionTopicsTest {
    private static final int PARTITIONS = 4;
    private static final String APP = "com.example.app";
    private static final int OF_APP =
            Utils.toPositive(Utils.murmur2(APP.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;

    private final List<ConsumerRecord<String, byte[]>> written = new ArrayList<>();
    private final List<Map<TopicPartition, Long>> readFrom = new ArrayList<>();
    private final DecisionTopics topics = new DecisionTopics(this::consumer);

    @Test
    void is_the_newest_revision_of_each_up_to_the_moment() {
        write("slipstream.exclusions", APP + "/a", 100, "a1");
        write("slipstream.exclusions", APP + "/a", 200, "a2");
        write("slipstream.exclusions", APP + "/b", 250, "b1");
        write("slipstream.exclusions", APP + "/a", 300, "a3");
        write("slipstream.objectives", APP + "/a", 120, "o1");

        assertThat(upTo(OF_APP, 250))
                .containsExactlyInAnyOrder(
                        TickHeaders.EXCLUSION + "=a2", TickHeaders.EXCLUSION + "=b1", TickHeaders.OBJECTIVE + "=o1");
        assertThat(upTo(OF_APP, 99)).isEmpty();
    }

    @Test
    void is_about_apps_of_the_partition_or_all_apps() {
        write("slipstream.exclusions", APP + "/a", 100, "a1");
        write("slipstream.exclusions", "*/all", 100, "all");

        assertThat(upTo(OF_APP, 100)).hasSize(2);
        assertThat(upTo((OF_APP + 1) % PARTITIONS, 100)).containsExactly(TickHeaders.EXCLUSION + "=all");
    }

    @Test
    void is_read_once_and_then_on() {
        write("slipstream.exclusions", APP + "/a", 100, "a1");
        assertThat(upTo(OF_APP, 500)).hasSize(1);
        write("slipstream.exclusions", APP + "/b", 200, "b1");

        assertThat(upTo(OF_APP, 500)).hasSize(2);
        assertThat(readFrom.get(1)).containsEntry(new TopicPartition("slipstream.exclusions", 0), 1L);
    }

    private List<String> upTo(int partition, long moment) {
        return topics.upTo(partition, moment).stream()
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private void write(String topic, String key, long timestamp, String value) {
        long offset =
                written.stream().filter(each -> each.topic().equals(topic)).count();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        written.add(new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key.length(),
                bytes.length,
                key,
                bytes,
                new RecordHeaders(),
                Optional.empty()));
    }

    /** A consumer of the two topics, of one partition each, as they are now. */
    private MockConsumer<String, byte[]> consumer() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        readFrom.add(positions);
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (String topic : List.of("slipstream.exclusions", "slipstream.objectives")) {
            consumer.updatePartitions(topic, partitions(topic, 1));
            long end =
                    written.stream().filter(each -> each.topic().equals(topic)).count();
            ends.put(new TopicPartition(topic, 0), end);
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        }
        consumer.updatePartitions("slipstream.events", partitions("slipstream.events", PARTITIONS));
        consumer.updateEndOffsets(ends);
        consumer.schedulePollTask(() -> {
            consumer.assignment().forEach(each -> positions.put(each, consumer.position(each)));
            written.stream()
                    .filter(each -> each.offset() >= consumer.position(new TopicPartition(each.topic(), 0)))
                    .forEach(consumer::addRecord);
        });
        return consumer;
    }

    private static List<PartitionInfo> partitions(String topic, int count) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            partitions.add(new PartitionInfo(topic, number, Node.noNode(), new Node[0], new Node[0]));
        }
        return partitions;
    }
}
