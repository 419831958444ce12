package slipstream.processor.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Holds answers against the schemas of the OpenAPI document, as far as that document uses JSON Schema. */
final class DescribedAnswers {
    private final JsonNode document;

    DescribedAnswers(JsonNode document) {
        this.document = document;
    }

    /** What an answer has that is not described, or lacks that is. */
    List<String> faults(JsonNode answer, String schema) {
        List<String> faults = new ArrayList<>();
        check(answer, document.at("/components/schemas/" + schema), schema, faults);
        return faults;
    }

    private void check(JsonNode value, JsonNode schema, String where, List<String> faults) {
        if (schema.has("$ref")) {
            check(value, document.at(schema.get("$ref").asText().substring(1)), where, faults);
            return;
        }
        JsonNode type = schema.path("type");
        boolean fits = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).anyMatch(each -> fits(value, each.asText()))
                : fits(value, type.asText());
        if (!fits) {
            faults.add(where + " is no " + type + ": " + value);
        } else if (value.isObject()) {
            checkObject(value, schema, where, faults);
        } else if (value.isArray()) {
            value.forEach(item -> check(item, schema.get("items"), where + "[]", faults));
        } else {
            checkText(value, schema, where, faults);
        }
    }

    private static boolean fits(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private void checkObject(JsonNode value, JsonNode schema, String where, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + " has no " + name.asText());
            }
        });
        value.fieldNames().forEachRemaining(name -> {
            JsonNode property = schema.path("properties").path(name);
            if (property.isMissingNode()) {
                property = schema.path("additionalProperties");
            }
            if (!property.isObject()) {
                faults.add(where + "." + name + " is not described");
            } else {
                check(value.get(name), property, where + "." + name, faults);
            }
        });
    }

    private static void checkText(JsonNode value, JsonNode schema, String where, List<String> faults) {
        if (schema.has("enum")) {
            boolean listed = false;
            for (JsonNode allowed : schema.get("enum")) {
                listed |= allowed.asText().equals(value.asText());
            }
            if (!listed) {
                faults.add(where + " is none of the words listed: " + value);
            }
        }
        if ("date-time".equals(schema.path("format").asText())) {
            OffsetDateTime.parse(value.asText());
        }
    }
}
