package slipstream.gateway.catalogue.objectives;

import java.time.Instant;
import org.apache.kafka.common.serialization.Serializer;
import slipstream.gateway.objectives.Wanted;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Objective;

/** Objectives as they would stand on their topic, for whoever tries them without deciding anything. */
public final class ObjectiveBytes {
    private static final String AUTHOR = "backtest";

    private final Serializer<Objective> serializer;

    public ObjectiveBytes(Serializer<Objective> serializer) {
        this.serializer = serializer;
    }

    /** The first revision of an objective. */
    public byte[] of(Wanted wanted, Instant now) {
        return serializer.serialize(Topics.OBJECTIVES.name(), ObjectiveRecords.revision(wanted, 1, AUTHOR, now));
    }
}
