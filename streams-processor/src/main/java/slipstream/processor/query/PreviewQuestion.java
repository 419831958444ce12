package slipstream.processor.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;
import slipstream.processor.slo.Exclusion;
import slipstream.processor.slo.Selector;
import slipstream.schemas.InvalidRecurrence;
import slipstream.schemas.Occurrences;
import slipstream.schemas.Recurrence;
import slipstream.schemas.Slis;

/** An exclusion that nobody has decided yet, as the gateway takes it; who may decide it, and when, is the gateway's to say. */
final class PreviewQuestion {
    private static final int CELL_SECONDS = 300;

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    private PreviewQuestion(JsonNode body) {
        this.body = body;
    }

    static Exclusion read(byte[] body, Function<Occurrences, Exclusion.Occurrences> byMinute) {
        try {
            JsonNode read = Json.mapper().readTree(body);
            if (read != null && read.isObject()) {
                return new PreviewQuestion(read).read(byMinute);
            }
        } catch (JsonProcessingException e) {
            throw new AsOf.Unanswerable(Problem.of(400, "unreadable", e.getOriginalMessage()));
        } catch (IOException e) {
            throw new AsOf.Unanswerable(Problem.of(400, "unreadable", String.valueOf(e.getMessage())));
        }
        throw new AsOf.Unanswerable(Problem.of(400, "unreadable", "a JSON object is expected"));
    }

    private Exclusion read(Function<Occurrences, Exclusion.Occurrences> byMinute) {
        Optional<String> sli = text("sli");
        if (sli.isPresent() && Slis.ofId(sli.get()).isEmpty()) {
            fault("sli", "unknown-sli", "there is no indicator \"" + sli.get() + "\"");
        }
        Selector series = new Selector(sli, text("baseUrl").map(PreviewQuestion::withoutSlash), text("product"));
        Occurrences occurrences = occurrences(boundary("from"), boundary("to"));
        if (occurrences == null || !faults.isEmpty()) {
            throw new AsOf.Unanswerable(
                    Problem.of(422, "invalid", "the body has faults").withErrors(faults));
        }
        return new Exclusion(series, byMinute.apply(occurrences));
    }

    private @Nullable Occurrences occurrences(@Nullable Instant from, @Nullable Instant to) {
        Optional<String> recurrence = text("recurrence");
        if (from == null || to == null) {
            return null;
        }
        if (!from.isBefore(to)) {
            fault("to", "not-after-start", "must lie after from");
            return null;
        }
        if (recurrence.isEmpty()) {
            return Occurrences.once(from, to);
        }
        try {
            String zone = text("timeZone").orElseThrow(() -> new DateTimeException("none"));
            return Recurrence.of(recurrence.get(), ZoneId.of(zone), from, to);
        } catch (InvalidRecurrence e) {
            fault("recurrence", "invalid-recurrence", String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            fault("timeZone", "unknown-time-zone", "a recurrence needs an IANA name such as Europe/Berlin");
        }
        return null;
    }

    private @Nullable Instant boundary(String field) {
        Optional<String> text = text(field);
        try {
            Instant time = Instant.parse(text.orElse(""));
            if (time.getNano() != 0 || time.getEpochSecond() % CELL_SECONDS != 0) {
                fault(field, "not-on-boundary", "must lie on a five-minute boundary, such as 12:00:00Z or 12:05:00Z");
            }
            return time;
        } catch (DateTimeException e) {
            fault(field, "invalid-time", "must be an RFC 3339 time such as 2026-03-01T12:00:00Z");
            return null;
        }
    }

    /** A text that may be absent. */
    private Optional<String> text(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            fault(field, "wrong-type", "must be a string");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    private void fault(String field, String code, String reason) {
        faults.add(Fault.of(field, code, reason));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
