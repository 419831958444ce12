package slipstream.alerter.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.Samples;
import slipstream.alerter.deliveries.DeliveryDeserializer;
import slipstream.alerter.deliveries.DeliverySerializer;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.NotificationReason;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;

@DisplayName("The deliveries topic")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KafkaDeliveryLogTest {
    private static final String TOPIC = "deliveries";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 7);
    private static final Delivery SENDING = new Delivery(
            Samples.ID,
            Transition.OPENED,
            "mail:a@example.com",
            Delivery.State.SENDING,
            NotificationReason.SEND,
            "<id>",
            0,
            Samples.OPENED_AT);
    private static final Delivery SENT =
            SENDING.settled(Delivery.State.SENT, NotificationReason.ACCEPTED, Samples.OPENED_AT.plusSeconds(1));

    private final InMemorySchemaIds ids = new InMemorySchemaIds();
    private final DeliverySerializer serializer = new DeliverySerializer(new SlipstreamAvroSerializer<>(ids));
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void takes_a_delivery_into_the_partition_of_its_breach() {
        MockProducer<String, byte[]> producer = producer(true);
        log(producer, Duration.ofSeconds(5)).write(7, List.of(SENDING, SENT));
        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(7, 7);
        assertThat(producer.history())
                .extracting(ProducerRecord::key)
                .containsOnly(Samples.ID + "/OPENED/mail:a@example.com");
    }

    @Test
    void is_not_written_until_the_broker_says_so() {
        assertThatThrownBy(() -> log(producer(false), Duration.ofMillis(20)).write(7, List.of(SENT)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void passes_on_that_a_write_failed() {
        MockProducer<String, byte[]> producer = producer(true);
        producer.sendException = new KafkaException("planted");
        assertThatThrownBy(() -> log(producer, Duration.ofSeconds(5)).write(7, List.of(SENT)))
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void is_loaded_with_the_newest_of_every_key() {
        Delivery other = new Delivery(
                Samples.ID,
                Transition.RESOLVED,
                "mail:b@example.com",
                Delivery.State.NOT_SENT,
                NotificationReason.OPENING_NOT_TOLD,
                "<id2>",
                0,
                Samples.OPENED_AT);
        holds(SENDING.key(), serializer.serialize(TOPIC, SENDING));
        holds("unreadable", new byte[] {1, 2, 3});
        holds(other.key(), serializer.serialize(TOPIC, other));
        holds("gone", serializer.serialize(TOPIC, other));
        holds("gone", null);
        holds(SENDING.key(), serializer.serialize(TOPIC, SENT));
        assertThat(load()).isEqualTo(Map.of(SENT.key(), SENT, other.key(), other));
    }

    @Test
    void may_be_empty() {
        assertThat(load()).isEmpty();
    }

    private long end;

    private void holds(String key, byte[] value) {
        long offset = end++;
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>(TOPIC, PARTITION.partition(), offset, key, value)));
    }

    private Map<String, Delivery> load() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return log(producer(true), Duration.ofSeconds(20)).load(PARTITION.partition());
    }

    private static MockProducer<String, byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    private KafkaDeliveryLog log(MockProducer<String, byte[]> producer, Duration deadline) {
        return new KafkaDeliveryLog(
                TOPIC,
                producer,
                () -> consumer,
                serializer,
                new DeliveryDeserializer(new SlipstreamAvroDeserializer<>(ids)),
                deadline);
    }
}
