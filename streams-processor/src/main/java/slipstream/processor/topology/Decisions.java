package slipstream.processor.topology;

import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import slipstream.processor.slo.Decision;
import slipstream.processor.slo.Exclusion;
import slipstream.processor.slo.Selector;
import slipstream.schemas.InvalidRecurrence;
import slipstream.schemas.Occurrences;
import slipstream.schemas.SchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.Slis;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Objective;

/** Reads what people decided, as ticks carry it and as the state keeps it: the bytes of the decision's own topic. */
final class Decisions implements Decision.Reader {
    private final Deserializer<slipstream.schemas.avro.Exclusion> exclusions;
    private final Deserializer<Objective> objectives;

    Decisions(SchemaIds schemaIds) {
        exclusions = new SlipstreamAvroDeserializer<>(schemaIds);
        objectives = new SlipstreamAvroDeserializer<>(schemaIds);
    }

    /**
     * The decision in a header of a tick; empty when the header is about something else.
     *
     * @throws SerializationException when it cannot be understood
     */
    Optional<Decision> in(Header header) {
        return switch (header.key()) {
            case TickHeaders.EXCLUSION -> Optional.of(excluded(header.value()));
            case TickHeaders.OBJECTIVE -> Optional.of(promised(header.value()));
            default -> Optional.empty();
        };
    }

    @Override
    public Decision.Excluded excluded(byte[] record) {
        slipstream.schemas.avro.Exclusion read = exclusions.deserialize(Topics.EXCLUSIONS.name(), record);
        Optional<Exclusion> exclusion =
                read.getRemoved() ? Optional.empty() : Optional.of(new Exclusion(selector(read), occurrences(read)));
        return new Decision.Excluded(read.getAppKey(), read.getId(), exclusion, record);
    }

    private static Selector selector(slipstream.schemas.avro.Exclusion exclusion) {
        return new Selector(
                Optional.ofNullable(exclusion.getSli()).map(Slis::id),
                Optional.ofNullable(exclusion.getScope()),
                Optional.ofNullable(exclusion.getProduct()));
    }

    private static Exclusion.Occurrences occurrences(slipstream.schemas.avro.Exclusion exclusion) {
        try {
            return new OccurrencesByMinute(Occurrences.of(exclusion));
        } catch (InvalidRecurrence e) {
            throw new SerializationException("the exclusion " + exclusion.getId() + " cannot be followed", e);
        }
    }

    @Override
    public Decision.Promised promised(byte[] record) {
        return ObjectiveRecords.promised(objectives.deserialize(Topics.OBJECTIVES.name(), record), record);
    }
}
