package slipstream.standalone.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;

/**
 * Hours of events as gateways would have written them, written in seconds: the clock is in the log. Holds outages, repetitions,
 * late events, open loads and minutes without a tick; the same at every run.
 */
final class WrittenLog implements AutoCloseable {
    private static final int APPS = 5;
    private static final int TICK_SECONDS = 5;
    private static final int REMEMBERED = 200;

    private final Random random = new Random(20_261_120);
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<Event> serializer;
    private final int partitions;
    private final List<Event> earlier = new ArrayList<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private Instant now = Instant.now().minus(Duration.ofHours(12)).truncatedTo(ChronoUnit.HOURS);
    private long minutes;
    private int events;

    WrittenLog(String bootstrapServers, SerdeSettings serde, int partitions) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.serializer = serde.serializer(Topics.EVENTS);
        this.partitions = partitions;
    }

    /** The time up to which it is written. */
    InstantSource clock() {
        return () -> now;
    }

    /** Writes so many more minutes. */
    void write(int more) throws ExecutionException, InterruptedException, TimeoutException {
        for (int minute = 0; minute < more; minute++, minutes++) {
            boolean silent = minutes % 50 == 30 || minutes % 50 == 31;
            for (int second = 0; second < 60; second += TICK_SECONDS, now = now.plusSeconds(TICK_SECONDS)) {
                if (!silent) {
                    writeTicks();
                    writeEvents();
                }
            }
        }
        for (Future<RecordMetadata> each : sent) {
            each.get(30, TimeUnit.SECONDS);
        }
        sent.clear();
    }

    private void writeTicks() {
        for (int partition = 0; partition < partitions; partition++) {
            sent.add(producer.send(new ProducerRecord<byte[], byte[]>(
                    Topics.EVENTS.name(), partition, now.toEpochMilli(), null, null, List.of())));
        }
    }

    private void writeEvents() {
        for (int app = 0; app < APPS; app++) {
            if (random.nextInt(4) == 0 && !earlier.isEmpty()) {
                Event again = earlier.get(random.nextInt(earlier.size()));
                write(Event.newBuilder(again).setReceivedAt(now).build());
            }
            Instant occurredAt = random.nextInt(10) == 0 ? now.minusSeconds(random.nextInt(90_000)) : now;
            Event event = event("com.example.log" + app, occurredAt);
            write(event);
            if (earlier.size() < REMEMBERED) {
                earlier.add(event);
            } else {
                earlier.set(random.nextInt(REMEMBERED), event);
            }
        }
    }

    private Event event(String appKey, Instant occurredAt) {
        Sli sli =
                random.nextBoolean() ? Sli.WEBHOOK_DELIVERY : random.nextBoolean() ? Sli.IFRAME_LOAD : Sli.AVAILABILITY;
        // An outage of twenty minutes in every fifty, of another app each time.
        boolean broken = minutes % 50 < 20 && appKey.endsWith(Long.toString(minutes / 50 % APPS));
        Outcome outcome = broken && random.nextBoolean() ? Outcome.BAD : Outcome.GOOD;
        boolean opens = sli == Sli.IFRAME_LOAD && random.nextInt(3) == 0;
        return Event.newBuilder()
                .setId(sli == Sli.IFRAME_LOAD ? "load:" + events / 2 : "e" + events++)
                .setAppKey(appKey)
                .setSli(sli)
                .setScope(sli == Sli.AVAILABILITY ? "https://example.com" : events % 2 == 0 ? "jira" : "confluence")
                .setOutcome(opens ? Outcome.STARTED : outcome)
                .setSource(Source.HOST)
                .setOccurredAt(occurredAt.plusMillis(random.nextInt(1_000)))
                .setReceivedAt(now)
                .build();
    }

    private void write(Event event) {
        sent.add(producer.send(new ProducerRecord<>(
                Topics.EVENTS.name(),
                null,
                now.toEpochMilli(),
                event.getAppKey().toString().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(Topics.EVENTS.name(), event))));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
