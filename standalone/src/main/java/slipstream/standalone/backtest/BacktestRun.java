package slipstream.standalone.backtest;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.processor.topology.Counting;
import slipstream.processor.topology.InMemoryRun;
import slipstream.schemas.Topics;
import slipstream.standalone.progress.ProgressDisplay;
import slipstream.standalone.progress.Work;

/** One backtest as a person sees it: the events are read once and judged twice. */
public final class BacktestRun {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final Counting counting;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final InstantSource clock;
    private final Incidents old = new Incidents();
    private final Incidents anew = new Incidents();
    private final Map<Integer, List<InMemoryRun>> runs = new HashMap<>();

    /**
     * A run that has not begun.
     *
     * @param kafka where the events are
     * @param counting how they are counted, as the live processor counts them
     * @param out where the result is said
     * @param progress where the progress is shown
     * @param clock says what is now
     */
    public BacktestRun(
            KafkaSettings kafka, Counting counting, PrintWriter out, PrintWriter progress, InstantSource clock) {
        this.kafka = kafka;
        this.counting = counting;
        this.out = out;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Reads the events and says in what the incidents differ.
     *
     * @param objectives records of the objectives that are tried
     * @param back how far back incidents are looked for
     * @param longest the longest window of any objective, old or new
     */
    public void run(List<byte[]> objectives, Duration back, Duration longest) {
        Instant now = clock.instant();
        Instant since = now.minus(back);
        Map<String, Object> config = kafka.clientConfig("backtest");
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(consumer, objectives, since.minus(longest));
        }
        out.println("incidents since " + since);
        IncidentDiff.of(old.since(since), anew.since(since)).text(now).forEach(out::println);
        out.flush();
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, List<byte[]> objectives, Instant from) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        for (TopicPartition each : partitions) {
            runs.put(
                    each.partition(),
                    List.of(
                            new InMemoryRun(counting, each.partition(), List.of(), old::hear),
                            new InMemoryRun(counting, each.partition(), objectives, anew::hear)));
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, DEADLINE);
        long total = 0;
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(each, from.toEpochMilli()), DEADLINE)
                    .get(each);
            long begin = first == null ? ends.getOrDefault(each, 0L) : first.offset();
            consumer.seek(each, begin);
            total += ends.getOrDefault(each, 0L) - begin;
        }
        readToEnd(consumer, ends, total);
    }

    private void readToEnd(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, long total) {
        AtomicLong left = new AtomicLong(total);
        long began = System.nanoTime();
        ProgressDisplay display = ProgressDisplay.on(
                progress,
                () -> new Work(
                        "backtest",
                        total - left.get(),
                        total,
                        Work.Unit.RECORDS,
                        rate(total - left.get(), System.nanoTime() - began)));
        try {
            while (left.get() > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset()
                            < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                        runs.getOrDefault(record.partition(), List.of()).forEach(run -> run.read(record));
                    }
                }
                long now = 0;
                for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                    now += Math.max(0, end.getValue() - consumer.position(end.getKey()));
                }
                left.set(now);
            }
        } finally {
            display.close();
        }
    }

    private static String rate(long done, long nanos) {
        return String.format(Locale.ROOT, "%,.0f records/s", nanos <= 0 ? 0 : done * 1e9 / nanos);
    }
}
