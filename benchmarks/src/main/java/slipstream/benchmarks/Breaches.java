package slipstream.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Sli;

/** P10: from the gateway's answer to a bad event until a reader of the breach topic has the breach, committed by processor and alerter. */
final class Breaches implements AutoCloseable {
    private static final int APPS = 400;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** No multiple of the time between two commits, so that events meet every moment between them. */
    private static final long BETWEEN_EVENTS_NANOS = 87_000_000;

    private final Live live;
    private final Map<String, Long> breached = new ConcurrentHashMap<>();
    private final Deserializer<Breach> deserializer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Breaches(Live live) {
        this.live = live;
        deserializer = SerdeSettings.ours(live.registry()).deserializer(Topics.BREACHES);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", live.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.BREACHES.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** One bad event of each of many apps; the readers of the topic note when its breach is there. */
    void run(Scale scale, Report report) throws Exception {
        int apps = scale.of(APPS);
        Samples millis = new Samples();
        Thread reader = new Thread(() -> read(apps), "breaches");
        try (Connection gateway = live.gateway()) {
            Map<String, Long> accepted = new HashMap<>();
            reader.start();
            long begin = System.nanoTime();
            for (int app = 0; app < apps; app++) {
                LockSupport.parkNanos(begin + app * BETWEEN_EVENTS_NANOS - System.nanoTime());
                report(gateway, app);
                accepted.put(EventStream.appKey(app), System.nanoTime());
            }
            reader.join();
            accepted.forEach((app, at) -> {
                Long there = breached.get(app);
                if (there == null) {
                    throw new IllegalStateException("no breach of " + app);
                }
                millis.add((there - at) / 1e6);
            });
        }
        report.row(
                "P10",
                "bad event accepted → breach on the topic, p50 / p99, ms",
                "≤ 80 / 150",
                millis.medianAndTail(Samples::whole));
    }

    private void report(Connection gateway, int app) throws IOException {
        gateway.ask(live.events(Stream.of(new Observed(app, Sli.WEBHOOK_DELIVERY, "bad", false))), 202);
    }

    private void read(int apps) {
        long deadline = System.nanoTime() + apps * BETWEEN_EVENTS_NANOS + DEADLINE.toNanos();
        while (breached.size() < apps && System.nanoTime() < deadline) {
            var records = consumer.poll(POLL);
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> each : records) {
                Breach breach = deserializer.deserialize(each.topic(), each.value());
                if (breach.getObjective().equals(Live.AT_ONCE)) {
                    breached.putIfAbsent(breach.getAppKey(), now);
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
