package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Batches of events")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventBatchingTest {
    private static final TopicPartition PARTITION = new TopicPartition("slipstream.events", 3);

    private final List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();

    @Test
    void hold_consecutive_events_in_their_order() {
        event("a", "one", 7_000).event("bb", "two", 6_000).event("c", "", 8_000);

        ConsumerRecord<byte[], byte[]> batch = batched().get(0);

        assertThat(batched()).hasSize(1);
        assertThat(contentsOf(batch)).containsExactly("a=one at 7000", "bb=two at 6000", "c= at 8000");
    }

    @Test
    void have_the_offset_of_their_first_event_and_the_time_of_their_newest() {
        event("a", "one", 7_000).event("a", "two", 6_000);

        assertThat(batched()).singleElement().satisfies(batch -> {
            assertThat(batch.offset()).isZero();
            assertThat(batch.timestamp()).isEqualTo(7_000);
            assertThat(batch.leaderEpoch()).contains(5);
        });
    }

    @Test
    void end_before_a_tick_which_stays_what_it_is() {
        event("a", "one", 1).event("a", "two", 2).tick(3).event("a", "three", 4).event("a", "four", 5);

        List<ConsumerRecord<byte[], byte[]>> batched = batched();

        assertThat(batched).extracting(ConsumerRecord::offset).containsExactly(0L, 2L, 3L);
        assertThat(batched.get(1)).isSameAs(polled.get(2));
        assertThat(contentsOf(batched.get(2))).containsExactly("a=three at 4", "a=four at 5");
    }

    @Test
    void do_not_hold_a_single_event_nor_one_without_a_key() {
        event(null, "nobody's", 1).event("a", "alone", 2).tick(3).event("a", "alone", 4);

        assertThat(batched()).containsExactlyElementsOf(polled);
    }

    @Test
    void hold_no_more_than_a_number_of_events() {
        for (int i = 0; i < 2 * EventBatching.MAX_EVENTS + 1; i++) {
            event("a", "event", i);
        }

        assertThat(batched()).extracting(ConsumerRecord::offset).containsExactly(0L, 256L, 512L);
        assertThat(contentsOf(batched().get(1))).hasSize(EventBatching.MAX_EVENTS);
    }

    @Test
    void take_no_further_event_when_they_are_long() {
        String long1 = "x".repeat(EventBatching.FULL_AT);
        event("a", "short", 1).event("a", long1, 2).event("a", "next", 3).event("a", "next", 4);

        assertThat(batched()).extracting(ConsumerRecord::offset).containsExactly(0L, 2L);
    }

    @Test
    void leave_the_offsets_that_are_consumed_next_as_they_are() {
        event("a", "one", 1).event("a", "two", 2);
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(PARTITION, new OffsetAndMetadata(9));

        assertThat(new EventBatching()
                        .onConsume(new ConsumerRecords<>(Map.of(PARTITION, polled), next))
                        .nextOffsets())
                .isEqualTo(next);
    }

    @Test
    void are_not_mistaken_for_a_record_of_the_topic_that_has_a_header_of_the_same_name() {
        Headers headers = new RecordHeaders().add("slipstream.batch", new byte[0]);

        assertThat(EventBatch.in(headers)).isEmpty();
        assertThat(EventBatch.in(new RecordHeaders())).isEmpty();
    }

    private List<ConsumerRecord<byte[], byte[]>> batched() {
        return new EventBatching()
                .onConsume(new ConsumerRecords<>(Map.of(PARTITION, polled), Map.of()))
                .records(PARTITION);
    }

    private static List<String> contentsOf(ConsumerRecord<byte[], byte[]> batch) {
        List<String> contents = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> event :
                EventBatch.in(batch.headers()).orElseThrow().events()) {
            contents.add(new String(event.key(), StandardCharsets.UTF_8) + "="
                    + new String(event.value(), StandardCharsets.UTF_8) + " at " + event.timestamp());
        }
        return contents;
    }

    private EventBatchingTest tick(long at) {
        return add(null, null, at);
    }

    private EventBatchingTest event(@Nullable String key, String value, long at) {
        return add(key == null ? null : bytes(key), bytes(value), at);
    }

    private EventBatchingTest add(byte @Nullable [] key, byte @Nullable [] value, long at) {
        polled.add(new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                polled.size(),
                at,
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.of(5)));
        return this;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
