package slipstream.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topic;

/** Reads committed records of a topic as an outside consumer does. */
final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final SerdeSettings serde;

    TopicReader(Standalone standalone) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", standalone.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        serde = SerdeSettings.ours(standalone.endpoints().registry());
    }

    <T extends SpecificRecord> List<T> readAll(Topic topic) {
        Deserializer<T> deserializer = serde.deserializer(topic);
        return rawRecords(topic.name()).stream()
                .filter(record -> record.value() != null)
                .map(record -> deserializer.deserialize(topic.name(), record.value()))
                .toList();
    }

    /** Everything up to the end of the topic as it is now. */
    List<ConsumerRecord<String, byte[]>> rawRecords(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
