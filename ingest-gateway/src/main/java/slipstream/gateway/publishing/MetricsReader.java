package slipstream.gateway.publishing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;
import slipstream.kit.http.Problem.Fault;

/** Reads the body of a request to publish: all of its elements, or every fault in it. Nothing is guessed or converted. */
final class MetricsReader {
    /** More elements than this are too many for one request. */
    static final int MAX_ELEMENTS = 1_000;

    private static final ObjectReader STRICT =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ModuleKeys moduleKeys;

    MetricsReader(ModuleKeys moduleKeys) {
        this.moduleKeys = moduleKeys;
    }

    /**
     * What a body says.
     *
     * @param metrics the elements; worth nothing if there are faults
     * @param faults what is wrong with them, one fault per element
     * @param tooMany whether there are more elements than allowed
     */
    record Reading(List<PublishedMetric> metrics, List<Fault> faults, boolean tooMany) {}

    Reading read(String product, byte[] body) {
        JsonNode array = parsed(body);
        if (!array.isArray()) {
            String code = array.isMissingNode() ? "unreadable-json" : "not-an-array";
            return new Reading(List.of(), List.of(Fault.of("", code, "the body must be one JSON array")), false);
        }
        if (array.size() > MAX_ELEMENTS) {
            return new Reading(List.of(), List.of(), true);
        }
        List<PublishedMetric> metrics = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            Element element = new Element(index, array.get(index), product, faults);
            PublishedMetric metric = element.metric();
            if (metric != null) {
                metrics.add(metric);
            }
        }
        return new Reading(metrics, faults, false);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return STRICT.readTree(body);
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    /** One element while it is read: its first fault is the one that is told. An absent field and a null one are the same. */
    private final class Element {
        private final int index;
        private final JsonNode node;
        private final String product;
        private final List<Fault> faults;
        private boolean faulty;

        Element(int index, JsonNode node, String product, List<Fault> faults) {
            this.index = index;
            this.node = node;
            this.product = product;
            this.faults = faults;
        }

        @Nullable
        PublishedMetric metric() {
            if (!node.isObject()) {
                fault("", "not-an-object", "every element must be a JSON object");
                return null;
            }
            PublishedMetric.Type type = type();
            Boolean success = success();
            Long duration = duration();
            String moduleType = type == PublishedMetric.Type.IFRAME ? moduleType() : null;
            if (type == null || success == null || faulty) {
                return null;
            }
            boolean timed = success && type == PublishedMetric.Type.IFRAME;
            return new PublishedMetric(type, moduleType, timed ? duration : null, success);
        }

        private PublishedMetric.@Nullable Type type() {
            JsonNode name = present("metricsType");
            JsonNode alias = present("metricType");
            if (name != null && alias != null && !name.equals(alias)) {
                fault("metricType", "contradiction", "metricType and metricsType differ");
                return null;
            }
            JsonNode given = name == null ? alias : name;
            if (given == null) {
                fault("metricsType", "missing", "metricsType must be IFRAME or SYNTHETIC");
                return null;
            }
            for (PublishedMetric.Type type : PublishedMetric.Type.values()) {
                if (given.isTextual() && given.textValue().equals(type.name())) {
                    return type;
                }
            }
            fault("metricsType", "unsupported-metrics-type", "metricsType must be IFRAME or SYNTHETIC");
            return null;
        }

        private @Nullable Boolean success() {
            JsonNode status = present("status");
            String word = status != null && status.isTextual() ? status.textValue() : "";
            if (!word.equals("SUCCESS") && !word.equals("FAIL")) {
                fault("status", status == null ? "missing" : "unknown-status", "status must be SUCCESS or FAIL");
                return null;
            }
            return word.equals("SUCCESS");
        }

        private @Nullable Long duration() {
            JsonNode duration = present("durationInMillis");
            if (duration == null) {
                return null;
            }
            if (!duration.isIntegralNumber() || !duration.canConvertToLong()) {
                fault("durationInMillis", "not-a-whole-number", "durationInMillis must be a whole number");
                return null;
            }
            if (duration.longValue() < 0) {
                fault("durationInMillis", "negative-duration", "durationInMillis must not be negative");
                return null;
            }
            return duration.longValue();
        }

        private @Nullable String moduleType() {
            JsonNode moduleType = present("moduleType");
            if (moduleType == null) {
                return null;
            }
            if (!moduleType.isTextual() || !moduleKeys.has(product, moduleType.textValue())) {
                fault("moduleType", "unknown-module-type", product + " has no such module type");
                return null;
            }
            return moduleType.textValue();
        }

        private @Nullable JsonNode present(String field) {
            JsonNode value = node.get(field);
            return value == null || value.isNull() ? null : value;
        }

        private void fault(String field, String code, String reason) {
            if (!faulty) {
                faulty = true;
                faults.add(new Fault(index, field, code, reason));
            }
        }
    }
}
