package slipstream.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A compacted topic followed into memory: the newest value of every key. One thread follows, without a group, reading
 * committed records only; any thread may read.
 *
 * @param <V> type of the values
 */
public final class TopicTable<V> implements AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final Object changes = new Object();
    private final Map<String, V> values = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, @Nullable V>> listeners = new ArrayList<>();
    private final String topic;
    private final ReadProgress progress = new ReadProgress();
    private final TopicFollower<V> follower;

    private TopicTable(String topic, Consumer<String, byte[]> consumer, Deserializer<V> deserializer) {
        this.topic = topic;
        this.follower = new TopicFollower<>(topic, consumer, deserializer, this::apply, progress);
    }

    /** Begins to follow a topic from its start. */
    public static <V> TopicTable<V> follow(KafkaSettings settings, String topic, Deserializer<V> deserializer) {
        return follow(settings, topic, deserializer, (key, value) -> {});
    }

    /** Begins to follow a topic from its start, and tells in the following thread of every record, older values included. */
    public static <V> TopicTable<V> follow(
            KafkaSettings settings,
            String topic,
            Deserializer<V> deserializer,
            BiConsumer<String, @Nullable V> everyRecord) {
        Map<String, Object> config = settings.clientConfig("table-" + topic);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        return follow(
                topic,
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()),
                deserializer,
                everyRecord);
    }

    static <V> TopicTable<V> follow(
            String topic,
            Consumer<String, byte[]> consumer,
            Deserializer<V> deserializer,
            BiConsumer<String, @Nullable V> everyRecord) {
        TopicTable<V> table = new TopicTable<>(topic, consumer, deserializer);
        table.listeners.add(everyRecord);
        table.follower.start();
        return table;
    }

    /** Waits until everything is read that was in the topic when following began. */
    public void awaitLoaded(Duration deadline) {
        if (!progress.awaitLoaded(deadline)) {
            throw new TimeoutException(topic + " was not read to its end within " + deadline);
        }
    }

    /** Waits until this record, usually one just written, is in the table. */
    public void awaitRead(RecordMetadata written, Duration deadline) {
        if (!progress.awaitRead(written.partition(), written.offset(), deadline)) {
            throw new TimeoutException(written + " was not read back within " + deadline);
        }
    }

    /** What is wrong with the table, for a health check: not loaded yet, or no longer following. */
    public Optional<String> problem() {
        return progress.problem().map(text -> topic + ": " + text);
    }

    /** The newest value of a key. */
    public @Nullable V get(String key) {
        return values.get(key);
    }

    /** All newest values, as of now. */
    public Map<String, V> snapshot() {
        return new HashMap<>(values);
    }

    /** Tells of every value: those already here, now and in this thread; later ones in the following thread. */
    public void onChange(BiConsumer<String, @Nullable V> listener) {
        synchronized (changes) {
            listeners.add(listener);
            values.forEach(listener);
        }
    }

    private void apply(String key, @Nullable V value) {
        synchronized (changes) {
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
            listeners.forEach(listener -> listener.accept(key, value));
        }
    }

    @Override
    public void close() {
        follower.close(CLOSE_DEADLINE);
    }
}
