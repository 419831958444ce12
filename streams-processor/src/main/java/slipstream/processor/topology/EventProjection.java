package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private int end;

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
        observed.app(appKey);
        return readValue(value, 0, value.length, appKey.length);
    }

    /**
     * The event of a record whose key and value stand side by side; valid until the next call.
     *
     * @throws SerializationException when the bytes are no event
     */
    Observed read(byte[] record, int key, int value, int valueEnd) {
        observed.app(record, key, value);
        return readValue(record, value, valueEnd, value - key);
    }

    private Observed readValue(byte[] record, int from, int to, int keyLength) {
        if (WireFormat.schemaId(record, from, to) == ourSchemaId) {
            bytes = record;
            at = from + WireFormat.HEADER_LENGTH;
            end = to;
        } else {
            bytes = toOurSchema.apply(Arrays.copyOfRange(record, from, to));
            at = WireFormat.HEADER_LENGTH;
            end = bytes.length;
        }
        try {
            return project(keyLength);
        } catch (IndexOutOfBoundsException e) {
            throw new SerializationException("the event ends in the middle of a field", e);
        }
    }

    private Observed project(int appKeyLength) {
        int idLength = length();
        int id = at;
        at = id + idLength;
        int keyLength = length();
        if (keyLength != appKeyLength) {
            throw new SerializationException("the record's key is not the event's app key");
        }
        at += keyLength;
        Sli sli = SLIS[index(SLIS.length)];
        int scopeLength = length();
        int scope = at;
        at = scope + scopeLength;
        Outcome outcome = OUTCOMES[index(OUTCOMES.length)];
        Source source = SOURCES[index(SOURCES.length)];
        long occurredAt = number();
        long receivedAt = number();
        long took = isPresent() ? number() : NO_DURATION;
        if (idLength == 0 || sli == Sli.UNKNOWN) {
            throw new SerializationException("the event has no id or no known indicator");
        }
        boolean byApp = sli == Sli.IFRAME_LOAD && source == Source.APP;
        if (outcome == Outcome.BAD) {
            Failure failure = failure(new String(bytes, id, idLength, StandardCharsets.UTF_8), occurredAt);
            observed.because(() -> failure);
        }
        if (at > end) {
            throw new SerializationException("the event ends in the middle of a field");
        }
        return observed.in(bytes)
                .id(id, id + idLength)
                .scope(scope, scope + scopeLength)
                .says(SliNumbers.number(sli), outcomeOf(outcome), byApp)
                .at(occurredAt, receivedAt)
                .took(took);
    }

    /** The fields behind the duration, which only bad events are asked for. */
    private Failure failure(String id, long occurredAt) {
        Optional<String> status = isPresent() ? Optional.of(Long.toString(number())) : Optional.empty();
        Optional<String> error = text();
        skipExclusionReason();
        Optional<String> site = text();
        Optional<String> version = text();
        Optional<String> moduleType = text();
        Optional<String> region = text();
        Optional<String> traceId = text();
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
        if (length < 0 || length > end - at) {
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
        long first = bytes[at++];
        if (first >= 0) {
            return (first >>> 1) ^ -(first & 1);
        }
        long raw = first & 0x7f;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte next = bytes[at++];
            raw |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new SerializationException("a number of the event has no end");
    }
}
