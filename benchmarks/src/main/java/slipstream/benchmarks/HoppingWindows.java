package slipstream.benchmarks;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The same windows by Kafka Streams' own means: three hopping windows over a topic that has the series as key already, so that
 * nothing is repartitioned. Counts good events in the upper half of a long and bad ones in the lower.
 */
final class HoppingWindows {
    static final String TOPIC = "events-by-series";
    static final String QUARTER = "quarter-of-an-hour";

    private static final Duration GRACE = Duration.ofHours(1);
    private static final long ONE_GOOD = 1L << 32;
    private static final Serde<Bytes> KEYS = Serdes.Bytes();
    private static final Serde<byte[]> VALUES = Serdes.ByteArray();

    private final LongAdder processed = new LongAdder();

    /** Events that have reached the windows. */
    long processed() {
        return processed.sum();
    }

    Topology build(Properties config) {
        StreamsBuilder streams = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        KStream<Bytes, byte[]> events = streams.stream(
                        TOPIC,
                        Consumed.with(KEYS, VALUES)
                                .withTimestampExtractor((record, previous) -> occurredAt((byte[]) record.value())))
                .peek((series, event) -> processed.increment());
        KGroupedStream<Bytes, byte[]> bySeries = events.groupByKey();
        count(bySeries, QUARTER, Duration.ofMinutes(15), Duration.ofMinutes(1));
        count(bySeries, "day", Duration.ofDays(1), Duration.ofMinutes(5));
        count(bySeries, "four-weeks", Duration.ofDays(28), Duration.ofHours(1));
        return streams.build();
    }

    private static void count(KGroupedStream<Bytes, byte[]> bySeries, String name, Duration length, Duration advance) {
        bySeries.windowedBy(TimeWindows.ofSizeAndGrace(length, GRACE).advanceBy(advance))
                .aggregate(
                        () -> 0L,
                        (series, event, sum) -> sum + (isGood(event) ? ONE_GOOD : 1),
                        Materialized.<Bytes, Long, WindowStore<Bytes, byte[]>>as(name)
                                .withKeySerde(KEYS)
                                .withValueSerde(Serdes.Long()));
    }

    private static boolean isGood(byte[] event) {
        return fields(event).good;
    }

    private static long occurredAt(byte[] event) {
        return fields(event).occurredAt;
    }

    private static EventFields fields(byte[] event) {
        EventFields fields = new EventFields();
        fields.read(event);
        return fields;
    }
}
