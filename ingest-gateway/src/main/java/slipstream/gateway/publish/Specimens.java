package slipstream.gateway.publish;

import java.nio.ByteBuffer;
import java.time.Instant;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Rejected;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;

/** Records that are written into nothing, once, so that their schemas are registered before the first real one. */
final class Specimens {
    private Specimens() {}

    static Event event() {
        return Event.newBuilder()
                .setId("")
                .setAppKey("")
                .setSli(Sli.AVAILABILITY)
                .setScope("")
                .setOutcome(Outcome.EXCLUDED)
                .setSource(Source.PROBER)
                .setOccurredAt(Instant.EPOCH)
                .setReceivedAt(Instant.EPOCH)
                .build();
    }

    static Rejected rejected() {
        return Rejected.newBuilder()
                .setAppKey("")
                .setReason("")
                .setDetail("")
                .setRaw(ByteBuffer.allocate(0))
                .setAt(Instant.EPOCH)
                .build();
    }
}
