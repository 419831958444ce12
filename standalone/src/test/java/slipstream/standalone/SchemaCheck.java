package slipstream.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of JSON Schema as our published schema uses; a keyword that is not understood is a fault by itself. */
final class SchemaCheck {
    private static final Set<String> SAY_NOTHING =
            Set.of("$schema", "$id", "title", "description", "examples", "format", "default");

    private SchemaCheck() {}

    static List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(schema, value, "$", faults);
        return faults;
    }

    private static void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!SAY_NOTHING.contains(keyword.getKey())
                    && !holds(keyword.getKey(), keyword.getValue(), value, at, faults)) {
                faults.add(at + ": " + keyword.getKey() + " " + keyword.getValue() + " does not hold for " + value);
            }
        }
    }

    private static boolean holds(String keyword, JsonNode wanted, JsonNode value, String at, List<String> faults) {
        return switch (keyword) {
            case "type" -> isOfType(wanted.asText(), value);
            case "required" -> {
                boolean all = true;
                for (JsonNode name : wanted) {
                    all &= value.has(name.asText());
                }
                yield all;
            }
            case "properties" -> {
                for (Map.Entry<String, JsonNode> property : wanted.properties()) {
                    if (value.has(property.getKey())) {
                        check(property.getValue(), value.get(property.getKey()), at + "." + property.getKey(), faults);
                    }
                }
                yield true;
            }
            case "minLength" -> value.asText().length() >= wanted.asInt();
            case "pattern" ->
                Pattern.compile(wanted.asText()).matcher(value.asText()).find();
            case "minimum" -> decimal(value).compareTo(decimal(wanted)) >= 0;
            case "maximum" -> decimal(value).compareTo(decimal(wanted)) <= 0;
            default -> false;
        };
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> false;
        };
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }
}
