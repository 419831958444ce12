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
    private final EventFields fields = new EventFields();

    EventProjection(int ourSchemaId, UnaryOperator<byte[]> toOurSchema) {
        this.ourSchemaId = ourSchemaId;
        this.toOurSchema = toOurSchema;
    }

    /** One more for the same thread, whose event stays valid beside that of this one. */
    EventProjection another() {
        return new EventProjection(ourSchemaId, toOurSchema);
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

    private Observed readValue(byte[] record, int from, int to, int keyLength) {
        boolean ours = WireFormat.schemaId(record, from, to) == ourSchemaId;
        byte[] bytes = ours ? record : toOurSchema.apply(Arrays.copyOfRange(record, from, to));
        int begin = ours ? from : 0;
        EventFields in = fields.of(bytes, begin + WireFormat.HEADER_LENGTH, ours ? to : bytes.length);
        try {
            project(in, bytes, keyLength);
        } catch (IndexOutOfBoundsException e) {
            throw new SerializationException("the event ends in the middle of a field", e);
        }
        if (in.isBeyondEnd()) {
            throw new SerializationException("the event ends in the middle of a field");
        }
        return observed;
    }

    private void project(EventFields in, byte[] bytes, int appKeyLength) {
        int idLength = in.length();
        int id = in.at();
        in.skip(idLength);
        if (in.length() != appKeyLength) {
            throw new SerializationException("the record's key is not the event's app key");
        }
        in.skip(appKeyLength);
        Sli sli = SLIS[in.index(SLIS.length)];
        int scopeLength = in.length();
        int scope = in.at();
        in.skip(scopeLength);
        Outcome outcome = OUTCOMES[in.index(OUTCOMES.length)];
        Source source = SOURCES[in.index(SOURCES.length)];
        long occurredAt = in.number();
        long receivedAt = in.number();
        long took = in.isPresent() ? in.number() : NO_DURATION;
        if (idLength == 0 || sli == Sli.UNKNOWN) {
            throw new SerializationException("the event has no id or no known indicator");
        }
        observed.in(bytes)
                .id(id, id + idLength)
                .scope(scope, scope + scopeLength)
                .says(SliNumbers.number(sli), outcomeOf(outcome), sli == Sli.IFRAME_LOAD && source == Source.APP)
                .at(occurredAt, receivedAt)
                .took(took);
        if (outcome == Outcome.BAD) {
            Failure failure = failure(in, bytes, text(bytes, id, idLength), occurredAt);
            observed.because(() -> failure);
        }
    }

    /** The fields behind the duration, which only bad events are asked for. */
    private static Failure failure(EventFields in, byte[] bytes, String id, long occurredAt) {
        Optional<String> status = in.isPresent() ? Optional.of(Long.toString(in.number())) : Optional.empty();
        Optional<String> error = text(in, bytes);
        skipExclusionReason(in, bytes);
        Optional<String> site = text(in, bytes);
        Optional<String> version = text(in, bytes);
        Optional<String> moduleType = text(in, bytes);
        Optional<String> region = text(in, bytes);
        Optional<String> traceId = text(in, bytes);
        String cause = status.or(() -> error).orElse(Failure.UNKNOWN_CAUSE);
        return new Failure(occurredAt, id, cause, site, version, moduleType, region, traceId);
    }

    private static void skipExclusionReason(EventFields in, byte[] bytes) {
        text(in, bytes);
    }

    private static Optional<String> text(EventFields in, byte[] bytes) {
        if (!in.isPresent()) {
            return Optional.empty();
        }
        int length = in.length();
        String text = text(bytes, in.at(), length);
        in.skip(length);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(text.substring(0, Math.min(text.length(), Failure.MAX_TEXT)));
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
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
}
