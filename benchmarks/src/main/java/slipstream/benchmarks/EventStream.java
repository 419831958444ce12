package slipstream.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;

/** The events of a workload in order of arrival, as the gateway writes them; the same bytes every time. */
public final class EventStream {
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static final long SEED = 20_150_517;
    private static final double MINUTE_MILLIS = 60_000;
    private static final double MEAN_LATE_MILLIS = 5 * MINUTE_MILLIS;
    private static final int USUAL_DELAY_MILLIS = 2_000;
    static final List<Sli> SLIS =
            List.of(Sli.AVAILABILITY, Sli.IFRAME_LOAD, Sli.INSTALLATION_CALLBACK, Sli.WEBHOOK_DELIVERY);

    /** One app in fifty is broken and fails one call in twenty; the others fail one in five thousand. */
    private static final int BROKEN_EVERY = 50;

    private static final int FAILS_WHEN_BROKEN = 20;
    private static final int FAILS_WHEN_WELL = 5_000;

    private final Workload workload;
    private final Serializer<Event> serializer;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final double millisBetween;
    private long made;

    EventStream(Workload workload, SchemaIds schemaIds) {
        this.workload = workload;
        this.serializer = new SlipstreamAvroSerializer<>(schemaIds);
        this.millisBetween = MINUTE_MILLIS / (workload.perMinute() * workload.series());
    }

    /** A record of the events topic. */
    @SuppressWarnings("ArrayRecordComponent") // two records with the same bytes are two events
    record Written(byte[] key, byte[] value, long receivedAt) {}

    /** The next event on the wire. */
    Written next() {
        Event event = event();
        return new Written(
                event.getAppKey().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(Topics.EVENTS.name(), event),
                event.getReceivedAt().toEpochMilli());
    }

    private Event event() {
        int app = random.nextInt(workload.apps());
        Sli sli = SLIS.get(random.nextInt(SLIS.size()));
        boolean good = random.nextInt(app % BROKEN_EVERY == 0 ? FAILS_WHEN_BROKEN : FAILS_WHEN_WELL) != 0;
        Instant received = START.plusMillis((long) (made++ * millisBetween));
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return Event.newBuilder()
                .setId(sli == Sli.IFRAME_LOAD ? "load:" + id : id)
                .setAppKey(appKey(app))
                .setSli(sli)
                .setScope(scope(app, sli))
                .setOutcome(good ? Outcome.GOOD : Outcome.BAD)
                .setSource(sli == Sli.AVAILABILITY ? Source.PROBER : Source.HOST)
                .setOccurredAt(received.minusMillis(delayMillis()))
                .setReceivedAt(received)
                .setDurationMillis(good ? 20 + (long) random.nextInt(2_000) : null)
                .setStatus(good ? 200 : 500)
                .setSite("site-%04d.example.net".formatted(random.nextInt(5_000)))
                .build();
    }

    static String appKey(int app) {
        return "com.example.app-%04d".formatted(app);
    }

    static String scope(int app, Sli sli) {
        return sli == Sli.AVAILABILITY ? "https://app-%04d.example.com".formatted(app) : "jira";
    }

    private long delayMillis() {
        if (!workload.history().isZero()) {
            return random.nextLong(workload.history().toMillis());
        }
        if (random.nextDouble() < workload.lateShare()) {
            return (long) (-MEAN_LATE_MILLIS * StrictMath.log(1 - random.nextDouble()));
        }
        return 50 + random.nextLong(USUAL_DELAY_MILLIS);
    }
}
