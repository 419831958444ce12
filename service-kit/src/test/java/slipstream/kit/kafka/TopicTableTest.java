package slipstream.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A topic followed into memory")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TopicTableTest {
    private static final String TOPIC = "colours";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(FIRST, 0L, SECOND, 0L));
    private final List<Runnable> before = new ArrayList<>();
    private final List<String> everyRecord = Collections.synchronizedList(new ArrayList<>());
    private TopicTable<String> table;

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void holds_the_newest_value_of_every_key_once_loaded() {
        before(FIRST, 0, "sky", "grey");
        before(FIRST, 1, "sky", "blue");
        before(SECOND, 0, "grass", "green");
        before(FIRST, 2, "snow", "white");
        before(FIRST, 3, "snow", null);
        follow();

        table.awaitLoaded(DEADLINE);

        assertThat(table.snapshot()).isEqualTo(Map.of("sky", "blue", "grass", "green"));
        assertThat(table.get("snow")).isNull();
        assertThat(table.problem()).isEmpty();
    }

    @Test
    void can_tell_of_every_record_from_the_start() {
        before(FIRST, 0, "sky", "grey");
        before(FIRST, 1, "sky", "blue");
        follow();

        table.awaitLoaded(DEADLINE);

        assertThat(everyRecord).containsExactly("sky=grey", "sky=blue");
    }

    @Test
    void is_loaded_at_once_when_the_topic_is_empty() {
        follow();

        table.awaitLoaded(DEADLINE);

        assertThat(table.snapshot()).isEmpty();
    }

    @Test
    void is_not_loaded_before_its_end_is_reached() {
        ends.put(SECOND, 1L);
        follow();

        assertThatThrownBy(() -> table.awaitLoaded(Duration.ofMillis(50))).isInstanceOf(TimeoutException.class);
        assertThat(table.problem()).hasValue("colours: still loading");
    }

    @Test
    void tells_listeners_of_what_was_there_and_of_what_comes() {
        before(FIRST, 0, "sky", "blue");
        follow();
        table.awaitLoaded(DEADLINE);
        List<String> told = Collections.synchronizedList(new ArrayList<>());

        table.onChange((key, value) -> told.add(key + "=" + value));
        later(FIRST, 1, "sky", "red");
        later(FIRST, 2, "sky", null);

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(told).containsExactly("sky=blue", "sky=red", "sky=null"));
    }

    @Test
    void lets_a_writer_wait_for_its_own_write() {
        follow();
        table.awaitLoaded(DEADLINE);
        RecordMetadata written = new RecordMetadata(SECOND, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> table.awaitRead(written, Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class);

        later(SECOND, 0, "grass", "green");
        table.awaitRead(written, DEADLINE);

        assertThat(table.get("grass")).isEqualTo("green");
    }

    @Test
    void leaves_out_what_cannot_be_read_and_goes_on() {
        before(FIRST, 0, "sky", "unreadable");
        before(FIRST, 1, "grass", "green");
        follow();

        table.awaitLoaded(DEADLINE);

        assertThat(table.snapshot()).isEqualTo(Map.of("grass", "green"));
    }

    @Test
    void outwaits_faults_of_the_broker() {
        consumer.schedulePollTask(() -> consumer.setPollException(new DisconnectException("planted")));
        before(FIRST, 0, "sky", "blue");
        follow();

        table.awaitLoaded(DEADLINE);

        assertThat(table.get("sky")).isEqualTo("blue");
    }

    private void follow() {
        consumer.updatePartitions(TOPIC, List.of(partition(0), partition(1)));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        consumer.updateEndOffsets(ends);
        consumer.schedulePollTask(() -> before.forEach(Runnable::run));
        Deserializer<String> reader = new StringDeserializer();
        table = TopicTable.follow(
                TOPIC,
                consumer,
                (topic, data) -> {
                    String text = reader.deserialize(topic, data);
                    if (text.equals("unreadable")) {
                        throw new SerializationException(text);
                    }
                    return text;
                },
                (key, value) -> everyRecord.add(key + "=" + value));
    }

    private void before(TopicPartition partition, long offset, String key, String value) {
        ends.put(partition, offset + 1);
        before.add(() -> consumer.addRecord(record(partition, offset, key, value)));
    }

    private void later(TopicPartition partition, long offset, String key, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(record(partition, offset, key, value)));
    }

    private static ConsumerRecord<String, byte[]> record(
            TopicPartition partition, long offset, String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, bytes);
    }

    private static PartitionInfo partition(int number) {
        return new PartitionInfo(TOPIC, number, Node.noNode(), new Node[0], new Node[0]);
    }
}
