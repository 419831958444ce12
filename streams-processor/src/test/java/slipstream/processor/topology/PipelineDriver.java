package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Counted;
import slipstream.processor.slo.Programme;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.Objective;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Rejected;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;
import slipstream.schemas.avro.Verdict;

/** The topology, spoken to in the words of the domain. Times of the day are those of one Monday. */
final class PipelineDriver implements AutoCloseable {
    static final String APP = "com.example.app";

    final TopologyTestDriver driver;
    final InMemorySchemaIds schemaIds = new InMemorySchemaIds();
    final Counting counting;

    private final TestInputTopic<byte[], byte[]> events;
    private final TestOutputTopic<String, Verdict> verdicts;
    private final TestOutputTopic<String, Rejected> rejected;
    private final SlipstreamAvroSerializer<Event> write = new SlipstreamAvroSerializer<>(schemaIds);
    private int sent;
    private String app = APP;
    private @Nullable List<ConsumerRecord<byte[], byte[]>> gathered;

    PipelineDriver(Durability durability) {
        this(durability, counting -> counting);
    }

    /** One of several applications that read the same events. */
    static PipelineDriver of(Voice voice) {
        return new PipelineDriver(Durability.PER_EVENT, counting -> counting, voice);
    }

    /** A pipeline that can write anything but verdicts. */
    static PipelineDriver whoseVerdictsAreRefused() {
        return new PipelineDriver(
                Durability.AT_COMMIT,
                counting -> new Counting(
                        counting.programme(),
                        counting.grace(),
                        counting.duplicateHorizon(),
                        counting.schemaIds(),
                        (topic, verdict) -> {
                            throw new SerializationException("the registry refused the verdict");
                        },
                        counting.rejected(),
                        counting.seeds(),
                        counting.tally(),
                        counting.partitions()));
    }

    /** A pipeline that begins where something was decided before. */
    static PipelineDriver after(Seeds seeds) {
        return new PipelineDriver(
                Durability.AT_COMMIT,
                counting -> new Counting(
                        counting.programme(),
                        counting.grace(),
                        counting.duplicateHorizon(),
                        counting.schemaIds(),
                        counting.verdicts(),
                        counting.rejected(),
                        seeds,
                        counting.tally(),
                        counting.partitions()));
    }

    private PipelineDriver(Durability durability, UnaryOperator<Counting> changed) {
        this(durability, changed, Voice.live(""));
    }

    private PipelineDriver(Durability durability, UnaryOperator<Counting> changed, Voice voice) {
        counting =
                changed.apply(Counting.of(Programme.four(), Duration.ofSeconds(10), Duration.ofHours(24), schemaIds));
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "pipeline-" + UUID.randomUUID());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(SliTopology.build(counting, Storage.IN_MEMORY, durability, voice), config);
        events = driver.createInputTopic(Topics.EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
        verdicts = driver.createOutputTopic(
                Topics.VERDICTS.name(), new StringDeserializer(), new SlipstreamAvroDeserializer<>(schemaIds));
        rejected = driver.createOutputTopic(
                Topics.REJECTED.name(), new StringDeserializer(), new SlipstreamAvroDeserializer<>(schemaIds));
    }

    /** From now on events are of another app. */
    PipelineDriver of(String appKey) {
        app = appKey;
        return this;
    }

    /** What was written to the changelog of heads since this was asked last. */
    List<TestRecord<byte[], byte[]>> changelogOfHeads() {
        String topic = driver.producedTopicNames().stream()
                .filter(name -> name.endsWith("-heads-changelog"))
                .findFirst()
                .orElseThrow();
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    static Instant at(String time) {
        return Instant.parse("2026-03-02T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }

    /** A number of webhook deliveries that happen and arrive at a time of the day. */
    PipelineDriver deliveries(String time, int good, int bad) {
        for (int i = 0; i < good + bad; i++) {
            delivery("e" + sent++, time, time, i < good ? Outcome.GOOD : Outcome.BAD);
        }
        return this;
    }

    PipelineDriver delivery(String id, String occurred, String arrived, Outcome outcome) {
        return delivery(id, at(occurred), at(arrived), outcome);
    }

    /** The same bad delivery, some time after it came first. */
    PipelineDriver deliveryAgain(String id, String occurred, Duration later, String first) {
        return delivery(id, at(occurred), at(first).plus(later), Outcome.BAD);
    }

    /** A tick every half minute for so many hours. */
    PipelineDriver hoursPass(String from, int hours) {
        for (int tick = 0; tick < hours * 120; tick++) {
            events.pipeInput(new TestRecord<>(null, null, at(from).plusSeconds(30L * tick)));
        }
        return this;
    }

    /** A tick that carries a decision. */
    PipelineDriver decide(Exclusion exclusion, Instant at) {
        return tick(at, TickHeaders.EXCLUSION, recordOf(exclusion));
    }

    PipelineDriver decide(Objective objective, Instant at) {
        byte[] record =
                new SlipstreamAvroSerializer<Objective>(schemaIds).serialize(Topics.OBJECTIVES.name(), objective);
        return tick(at, TickHeaders.OBJECTIVE, record);
    }

    byte[] recordOf(Exclusion exclusion) {
        return new SlipstreamAvroSerializer<Exclusion>(schemaIds).serialize(Topics.EXCLUSIONS.name(), exclusion);
    }

    PipelineDriver tick(Instant at, String header, byte[] value) {
        events.pipeInput(new TestRecord<>(null, null, new RecordHeaders().add(header, value), at));
        return this;
    }

    PipelineDriver tick(Instant at) {
        events.pipeInput(new TestRecord<>(null, null, at));
        return this;
    }

    /** Good, bad and excluded events of a window of the one series, as of a moment: 0 is 15 minutes, 1 a day, 2 is 28 days. */
    List<Long> window(int index, Instant end) {
        Counted counted = counting.partitions()
                .find(0)
                .orElseThrow()
                .read(APP, end.getEpochSecond() / 60)
                .get(0)
                .windows()
                .get(index)
                .counted();
        return List.of(counted.counts().good(), counted.counts().bad(), counted.excluded());
    }

    PipelineDriver delivery(String id, Instant occurred, Instant arrived, Outcome outcome) {
        return record(app, deliveryBytes(id, occurred, arrived, outcome), arrived);
    }

    byte[] deliveryBytes(String id, Instant occurred, Instant arrived, Outcome outcome) {
        Event event = Event.newBuilder()
                .setId(id)
                .setAppKey(app)
                .setSli(Sli.WEBHOOK_DELIVERY)
                .setScope("jira")
                .setOutcome(outcome)
                .setSource(Source.HOST)
                .setOccurredAt(occurred)
                .setReceivedAt(arrived)
                .build();
        return write.serialize(Topics.EVENTS.name(), event);
    }

    PipelineDriver record(String key, byte[] value, String arrived) {
        return record(key, value, at(arrived));
    }

    /** From now on events are gathered, until they are {@linkplain #handOver handed over} as one batch. */
    PipelineDriver gather() {
        gathered = new ArrayList<>();
        return this;
    }

    /** What was gathered comes in, as the consumer would hand it over. */
    PipelineDriver handOver() {
        TopicPartition partition = new TopicPartition(Topics.EVENTS.name(), 0);
        ConsumerRecords<byte[], byte[]> polled =
                new ConsumerRecords<>(Map.of(partition, Objects.requireNonNull(gathered)), Map.of());
        gathered = null;
        for (ConsumerRecord<byte[], byte[]> record :
                new EventBatching().onConsume(polled).records(partition)) {
            events.pipeInput(new TestRecord<>(
                    record.key(), record.value(), record.headers(), Instant.ofEpochMilli(record.timestamp())));
        }
        return this;
    }

    private PipelineDriver record(String key, byte[] value, Instant arrived) {
        if (gathered != null) {
            byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            gathered.add(new ConsumerRecord<>(
                    Topics.EVENTS.name(),
                    0,
                    gathered.size(),
                    arrived.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    ConsumerRecord.NULL_SIZE,
                    ConsumerRecord.NULL_SIZE,
                    bytes,
                    value,
                    new RecordHeaders(),
                    Optional.empty()));
            return this;
        }
        events.pipeInput(new TestRecord<>(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, arrived));
        return this;
    }

    /** Ticks every five seconds, as a living gateway writes them. */
    PipelineDriver ticksUntil(String from, String until) {
        for (Instant time = at(from); !time.isAfter(at(until)); time = time.plusSeconds(5)) {
            events.pipeInput(new TestRecord<>(null, null, time));
        }
        return this;
    }

    /** A tick that says which application is in force from there on. */
    PipelineDriver inForce(String applicationId, String arrived) {
        TestRecord<byte[], byte[]> tick = new TestRecord<>(null, null, at(arrived));
        tick.headers().add(TickHeaders.IN_FORCE, applicationId.getBytes(StandardCharsets.UTF_8));
        events.pipeInput(tick);
        return this;
    }

    List<TestRecord<String, Verdict>> verdicts() {
        return verdicts.readRecordsToList();
    }

    List<Rejected> rejected() {
        return rejected.readValuesToList();
    }

    long counted(String outcome) {
        long[] found = {-1};
        counting.tally().forEach((name, count) -> {
            if (name.equals(outcome)) {
                found[0] = count.get().longValue();
            }
        });
        return found[0];
    }

    @Override
    public void close() {
        driver.close();
    }
}
