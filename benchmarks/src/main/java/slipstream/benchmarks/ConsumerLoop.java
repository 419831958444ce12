package slipstream.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.schemas.Topics;

/** A bare consumer that decodes and counts in a hash map: how fast the machine and the broker are at best. */
final class ConsumerLoop {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAX_POLL_RECORDS = 10_000;

    private ConsumerLoop() {}

    /** The speed between two numbers of events read from the topic's start. */
    static Speed speed(KafkaSettings settings, long from, long to) {
        Map<String, Object> config = settings.clientConfig("loop");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        HashMapLoop loop = new HashMapLoop();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.EVENTS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long first = read(consumer, loop, 0, from);
            Speed.Watch watch = Speed.watch(Thread.currentThread().getId());
            return watch.after(read(consumer, loop, first, to) - first);
        }
    }

    private static long read(KafkaConsumer<byte[], byte[]> consumer, HashMapLoop loop, long done, long until) {
        long read = done;
        while (read < until) {
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                if (event.value() != null) {
                    loop.count(event.value());
                    read++;
                }
            }
        }
        return read;
    }
}
