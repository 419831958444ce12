package slipstream.alerter.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.notice.Delivery;

/**
 * The deliveries topic. A delivery lies in the partition with the number that its breach has on the breach topic, so that
 * whoever reads the one partition knows all of the other.
 */
final class KafkaDeliveryLog implements DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeliveryLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final String topic;
    private final Producer<String, byte[]> producer;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Serializer<Delivery> serializer;
    private final Deserializer<Delivery> deserializer;
    private final Duration deadline;

    KafkaDeliveryLog(
            String topic,
            Producer<String, byte[]> producer,
            Supplier<Consumer<String, byte[]>> consumers,
            Serializer<Delivery> serializer,
            Deserializer<Delivery> deserializer,
            Duration deadline) {
        this.topic = topic;
        this.producer = producer;
        this.consumers = consumers;
        this.serializer = serializer;
        this.deserializer = deserializer;
        this.deadline = deadline;
    }

    @Override
    public Map<String, Delivery> load(int partition) {
        TopicPartition from = new TopicPartition(topic, partition);
        List<TopicPartition> only = List.of(from);
        Map<String, Delivery> loaded = new HashMap<>();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            consumer.assign(only);
            consumer.seekToBeginning(only);
            long end = consumer.endOffsets(only, deadline).getOrDefault(from, 0L);
            long limit = System.nanoTime() + deadline.toNanos();
            while (consumer.position(from, deadline) < end) {
                if (System.nanoTime() > limit) {
                    throw new TimeoutException(from + " was not read to its end within " + deadline);
                }
                consumer.poll(POLL).forEach(record -> read(record, loaded));
            }
        }
        return loaded;
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<String, Delivery> into) {
        if (record.value() == null) {
            into.remove(record.key());
            return;
        }
        try {
            into.put(record.key(), deserializer.deserialize(topic, record.value()));
        } catch (SerializationException e) {
            LOG.error("{}-{}@{} cannot be read and is left out", topic, record.partition(), record.offset(), e);
        }
    }

    @Override
    public void write(int partition, List<Delivery> deliveries) {
        List<Future<?>> writes = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            byte[] value = serializer.serialize(topic, delivery);
            writes.add(producer.send(new ProducerRecord<>(topic, partition, delivery.key(), value)));
        }
        try {
            for (Future<?> write : writes) {
                write.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("deliveries were not recorded", e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("deliveries were not recorded within " + deadline, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while recording deliveries", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_DEADLINE);
        serializer.close();
        deserializer.close();
    }
}
