package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Failure;
import slipstream.processor.slo.Observed;
import slipstream.schemas.WireFormat;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;

/**
 * Reads from an event's bytes only what counting needs, in place: the first nine fields of {@code Event.avsc}, in their order.
 * A value that was written with another version of the schema is first written again in ours. One instance belongs to one
 * thread.
 */
final class EventProjection {
    private static final Sli[] SLIS = Sli.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Source[] SOURCES = Source.values();

    private static final long NO_DURATION = -1;

    private final int ourSchemaId;
    private final UnaryOperator<byte[]> toOurSchema;
    private final Observed observed = new Observed();

    private byte[] bytes = {};
    private int at;
    private int detailsAt;
    private int idAt;
    private int idLength;
    private long occurredAt;

    EventProjection(int ourSchemaId, UnaryOperator<byte[]> toOurSchema) {
        this.ourSchemaId = ourSchemaId;
        this.toOurSchema = toOurSchema;
    }

    /**
     * The event of a record; valid until the next call.
     *
     * @throws SerializationException when the bytes are no event
     */
    Observed read(byte @Nullable [] appKey, byte[] value) {
        if (appKey == null) {
            throw new SerializationException("the record has no key, so no app");
        }
        bytes = WireFormat.schemaId(value) == ourSchemaId ? value : toOurSchema.apply(value);
        try {
            return project(appKey);
        } catch (IndexOutOfBoundsException e) {
            throw new SerializationException("the event ends in the middle of a field", e);
        }
    }

    private Observed project(byte[] appKey) {
        at = WireFormat.HEADER_LENGTH;
        idLength = length();
        int id = at;
        idAt = id;
        at = id + idLength;
        int keyLength = length();
        if (keyLength != appKey.length) {
            throw new SerializationException("the record's key is not the event's app key");
        }
        at += keyLength;
        Sli sli = SLIS[index(SLIS.length)];
        int scopeLength = length();
        int scope = at;
        at = scope + scopeLength;
        Outcome outcome = OUTCOMES[index(OUTCOMES.length)];
        Source source = SOURCES[index(SOURCES.length)];
        occurredAt = number();
        long receivedAt = number();
        long took = isPresent() ? number() : NO_DURATION;
        detailsAt = at;
        if (idLength == 0 || sli == Sli.UNKNOWN) {
            throw new SerializationException("the event has no id or no known indicator");
        }
        boolean byApp = sli == Sli.IFRAME_LOAD && source == Source.APP;
        return observed.app(appKey)
                .in(bytes)
                .id(id, id + idLength)
                .scope(scope, scope + scopeLength)
                .says(SliNumbers.number(sli), outcomeOf(outcome), byApp)
                .at(occurredAt, receivedAt)
                .took(took)
                .because(this::failure);
    }

    /** The fields behind the duration, which only bad events are asked for. */
    private Failure failure() {
        at = detailsAt;
        Optional<String> status = isPresent() ? Optional.of(Long.toString(number())) : Optional.empty();
        Optional<String> error = text();
        skipExclusionReason();
        Optional<String> site = text();
        Optional<String> version = text();
        Optional<String> moduleType = text();
        Optional<String> region = text();
        Optional<String> traceId = text();
        String id = new String(bytes, idAt, idLength, StandardCharsets.UTF_8);
        String cause = status.or(() -> error).orElse(Failure.UNKNOWN_CAUSE);
        return new Failure(occurredAt, id, cause, site, version, moduleType, region, traceId);
    }

    private void skipExclusionReason() {
        text();
    }

    private boolean isPresent() {
        return index(2) == 1;
    }

    private Optional<String> text() {
        if (!isPresent()) {
            return Optional.empty();
        }
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(text.substring(0, Math.min(text.length(), Failure.MAX_TEXT)));
    }

    private static Observed.Outcome outcomeOf(Outcome outcome) {
        return switch (outcome) {
            case GOOD -> Observed.Outcome.GOOD;
            case BAD -> Observed.Outcome.BAD;
            case EXCLUDED -> Observed.Outcome.EXCLUDED;
            case STARTED -> Observed.Outcome.STARTED;
            case ABANDONED -> Observed.Outcome.ABANDONED;
            case UNKNOWN ->
                throw new SerializationException("the event has an outcome that this version does not know");
        };
    }

    private int length() {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new SerializationException("a text of the event is " + length + " bytes long");
        }
        return (int) length;
    }

    private int index(int symbols) {
        long index = number();
        if (index < 0 || index >= symbols) {
            throw new SerializationException("the event has symbol " + index + " of " + symbols);
        }
        return (int) index;
    }

    /** A zig-zag number of variable length. */
    private long number() {
        long raw = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            raw |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new SerializationException("a number of the event has no end");
    }
}
