package slipstream.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded broker")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedBrokerTest {
    private static final TopicPartition NOTES = new TopicPartition("notes", 0);

    @TempDir
    Path directory;

    @Test
    void keeps_its_records_when_it_is_stopped_and_started_again_on_the_same_port() throws Exception {
        EmbeddedBroker first = EmbeddedBroker.start(new BrokerSettings(directory, "127.0.0.1", 0, 0));
        try (first;
                Admin admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            write(first, "before");
        }

        try (EmbeddedBroker second = EmbeddedBroker.start(first.settings())) {
            assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
            write(second, "after");
            assertThat(read(second, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void names_the_port_that_is_in_use() {
        try (EmbeddedBroker running =
                EmbeddedBroker.start(new BrokerSettings(directory.resolve("a"), "127.0.0.1", 0, 0))) {
            BrokerSettings same = new BrokerSettings(
                    directory.resolve("b"), "127.0.0.1", running.settings().port(), 0);

            assertThatThrownBy(() -> EmbeddedBroker.start(same))
                    .hasMessageContaining("port " + same.port())
                    .hasMessageContaining("in use");
        }
    }

    private static void write(EmbeddedBroker broker, String text) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(NOTES.topic(), text)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(EmbeddedBroker broker, int expected) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(NOTES));
            consumer.seekToBeginning(List.of(NOTES));
            for (int i = 0; i < 100 && values.size() < expected; i++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
