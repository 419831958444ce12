package slipstream.gateway.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Problem.Fault;

/** What somebody sent to be written: a JSON object, read field by field; every fault is collected. */
public final class Input {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final ObjectReader STRICT = Json.mapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final JsonNode node;
    private final String path;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();

    private Input(JsonNode node, String path, List<Fault> faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    /** Parses a body that must be one JSON object. */
    public static Input parse(byte[] body) throws InvalidInput {
        try {
            JsonNode node = STRICT.readTree(body);
            if (!node.isObject()) {
                throw new InvalidInput(Problem.of(400, "unreadable", "a JSON object is expected"));
            }
            return new Input(node, "", new ArrayList<>());
        } catch (JsonProcessingException e) {
            throw new InvalidInput(Problem.of(400, "unreadable", e.getOriginalMessage()));
        } catch (IOException e) {
            throw new InvalidInput(Problem.of(400, "unreadable", String.valueOf(e.getMessage())));
        }
    }

    /** A text that must be there. */
    public String required(String field, int maxLength) {
        String text = optional(field, maxLength);
        if (text == null) {
            requiredUnlessFaulty(field);
        }
        return text == null ? "" : text;
    }

    /** Notes that a field is missing, unless another fault of it is known. */
    public void requiredUnlessFaulty(String field) {
        if (faults.stream().noneMatch(fault -> fault.field().equals(path + field))) {
            fault(field, "required", "is required");
        }
    }

    /** A text that may be absent. */
    public @Nullable String optional(String field, int maxLength) {
        JsonNode value = value(field);
        return value == null ? null : textOf(value, field, maxLength);
    }

    private @Nullable String textOf(JsonNode value, String field, int maxLength) {
        if (!value.isTextual()) {
            fault(field, "wrong-type", "must be a string");
        } else if (value.textValue().isBlank()) {
            fault(field, "empty", "must not be empty");
        } else if (value.textValue().length() > maxLength) {
            fault(field, "too-long", "may have at most " + maxLength + " characters");
        } else if (!Json.isUnicode(value.textValue())) {
            fault(field, "not-unicode", "must not hold half a surrogate pair");
        } else if (CONTROL.matcher(value.textValue()).find()) {
            fault(field, "control-character", "must not contain control characters");
        } else {
            return value.textValue();
        }
        return null;
    }

    /** A list of texts that may be absent, then empty; doubles are a fault. */
    public List<String> texts(String field, int maxItems, int maxLength) {
        List<String> texts = each(field, maxItems, (value, at) -> textOf(value, at, maxLength));
        if (new HashSet<>(texts).size() < texts.size()) {
            fault(field, "duplicate", "must not name anything twice");
        }
        return texts;
    }

    /** A list of objects that may be absent, then empty. */
    public List<Input> objects(String field, int maxItems) {
        return each(field, maxItems, (value, at) -> {
            if (value.isObject()) {
                return new Input(value, path + at + ".", faults);
            }
            fault(at, "wrong-type", "must be an object");
            return null;
        });
    }

    private <T> List<T> each(String field, int maxItems, BiFunction<JsonNode, String, @Nullable T> reader) {
        JsonNode value = value(field);
        List<T> items = new ArrayList<>();
        if (value == null) {
            return items;
        }
        if (!value.isArray()) {
            fault(field, "wrong-type", "must be a list");
        } else if (value.size() > maxItems) {
            fault(field, "too-many", "may have at most " + maxItems + " items");
        } else {
            for (int i = 0; i < value.size(); i++) {
                T item = reader.apply(value.get(i), field + "[" + i + "]");
                if (item != null) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    /** An RFC 3339 time that may be absent. */
    public @Nullable Instant time(String field) {
        String text = optional(field, 40);
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            fault(field, "invalid-time", "must be an RFC 3339 time such as 2026-03-01T12:00:00Z");
            return null;
        }
    }

    /** A whole number that may be absent. */
    public @Nullable Long number(String field, long min, long max) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            fault(field, "wrong-type", "must be a whole number");
            return null;
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            fault(field, "out-of-range", "must lie from " + min + " to " + max);
            return null;
        }
        return value.longValue();
    }

    /** Lets a field stand that is ours to write: it may be sent back as it was read, and has no effect. */
    public void ignore(String... fields) {
        known.addAll(List.of(fields));
    }

    private @Nullable JsonNode value(String field) {
        known.add(field);
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** Notes a fault that somebody else found. */
    public void fault(String field, String code, String reason) {
        faults.add(Fault.of(path + field, code, reason));
    }

    /** Notes every field of this object that nobody asked for. */
    public void refuseUnknown() {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                fault(field, "unknown-field", "is not known here");
            }
        });
    }

    /** Ends reading; throws when anything was at fault. */
    public void finish() throws InvalidInput {
        refuseUnknown();
        if (!faults.isEmpty()) {
            throw new InvalidInput(Problem.of(422, "invalid", "nothing was written: the body has faults")
                    .withErrors(faults));
        }
    }
}
