package slipstream.processor.topology;

import java.time.Duration;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Programme;
import slipstream.processor.slo.State;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Rejected;
import slipstream.schemas.avro.Verdict;

/**
 * What the counting step is made of.
 *
 * @param programme what is promised
 * @param grace how long a minute waits before it is judged
 * @param duplicateHorizon how long the id of an event is remembered
 * @param schemaIds where schemas have their numbers
 * @param verdicts writes verdicts
 * @param rejected writes what could not be counted
 * @param seeds what was decided before a partition begins
 * @param tally what became of every record
 * @param partitions those that are counted into now
 */
public record Counting(
        Programme programme,
        Duration grace,
        Duration duplicateHorizon,
        SchemaIds schemaIds,
        Serializer<Verdict> verdicts,
        Serializer<Rejected> rejected,
        Seeds seeds,
        Tally tally,
        OpenPartitions partitions) {
    /** With our own serializers, and nothing decided before. */
    public static Counting of(Programme programme, Duration grace, Duration duplicateHorizon, SchemaIds schemaIds) {
        return new Counting(
                programme,
                grace,
                duplicateHorizon,
                schemaIds,
                new SlipstreamAvroSerializer<>(schemaIds),
                new SlipstreamAvroSerializer<>(schemaIds),
                Seeds.none(),
                new Tally(),
                new OpenPartitions());
    }

    /** A partition as its state was last written. */
    Partition open(State state) {
        return new Partition(programme, SliNumbers::id, SliNumbers.IFRAME_LOAD, grace.toMillis(), decisions(), state);
    }

    Decisions decisions() {
        return new Decisions(schemaIds);
    }

    EventProjection projection() {
        String topic = Topics.EVENTS.name();
        Serializer<Event> write = new SlipstreamAvroSerializer<>(schemaIds);
        Deserializer<Event> read = new SlipstreamAvroDeserializer<>(schemaIds);
        return new EventProjection(
                schemaIds.idOf(topic + "-value", Event.getClassSchema()),
                value -> write.serialize(topic, read.deserialize(topic, value)));
    }
}
