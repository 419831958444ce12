package slipstream.gateway.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.EventIds;
import slipstream.gateway.admission.Refusal;
import slipstream.kit.http.Json;

/** The fields of one item as they are read, with the first fault that is found in them. Unknown fields are ignored. */
final class EventDraft {
    static final int MAX_ID = 128;
    static final int MAX_NAME = 200;
    static final int MAX_URL = 2_000;
    private static final long MAX_DURATION_MILLIS = 86_400_000;

    @Nullable
    String id;

    @Nullable
    String appKey;

    @Nullable
    String sli;

    @Nullable
    String occurredAt;

    @Nullable
    String source;

    @Nullable
    String baseUrl;

    @Nullable
    String product;

    @Nullable
    String check;

    @Nullable
    String outcome;

    @Nullable
    String loadId;

    @Nullable
    String phase;

    @Nullable
    String moduleType;

    @Nullable
    String error;

    @Nullable
    String deliveryId;

    @Nullable
    Long status;

    @Nullable
    Long durationMillis;

    @Nullable
    Long attempt;

    @Nullable
    String site;

    @Nullable
    String version;

    @Nullable
    String region;

    @Nullable
    String traceId;

    @Nullable
    String rolloutGroup;

    boolean platformFault;
    private @Nullable Refusal fault;

    /** Reads the fields up to the end of the object; the parser stands on its start. */
    void read(JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            readField(field, parser);
        }
    }

    private void readField(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "id" -> id = idOf(text(parser, field, MAX_ID), field);
            case "appKey" -> appKey = text(parser, field, MAX_NAME);
            case "sli" -> sli = text(parser, field, MAX_NAME);
            case "occurredAt" -> occurredAt = text(parser, field, MAX_NAME);
            case "source" -> source = text(parser, field, MAX_NAME);
            case "baseUrl" -> baseUrl = text(parser, field, MAX_URL);
            case "product" -> product = text(parser, field, MAX_NAME);
            case "check" -> check = text(parser, field, MAX_NAME);
            case "outcome" -> outcome = text(parser, field, MAX_NAME);
            case "loadId" -> loadId = text(parser, field, MAX_ID);
            case "phase" -> phase = text(parser, field, MAX_NAME);
            case "moduleType" -> moduleType = text(parser, field, MAX_NAME);
            case "error" -> error = text(parser, field, MAX_NAME);
            case "deliveryId" -> deliveryId = text(parser, field, MAX_ID);
            case "status" -> status = number(parser, field, 100, 599);
            case "durationMillis" -> durationMillis = number(parser, field, 0, MAX_DURATION_MILLIS);
            case "attempt" -> attempt = number(parser, field, 1, 1_000);
            case "site" -> site = text(parser, field, MAX_NAME);
            case "version" -> version = text(parser, field, MAX_NAME);
            case "region" -> region = text(parser, field, MAX_NAME);
            case "traceId" -> traceId = text(parser, field, MAX_NAME);
            case "rolloutGroup" -> rolloutGroup = text(parser, field, MAX_NAME);
            case "platformFault" -> platformFault = flag(parser, field);
            default -> parser.skipChildren();
        }
    }

    private @Nullable String text(JsonParser parser, String field, int maxLength) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            fault("wrong-type", field, "must be a string");
            return null;
        }
        String text = parser.getText();
        if (text.isBlank()) {
            fault("empty", field, "must not be empty");
            return null;
        }
        if (text.length() > maxLength) {
            fault("too-long", field, "may have at most " + maxLength + " characters");
            return null;
        }
        if (!Json.isUnicode(text)) {
            fault("not-unicode", field, "must not hold half a surrogate pair");
            return null;
        }
        return text;
    }

    private @Nullable String idOf(@Nullable String text, String field) {
        if (text != null && EventIds.isReserved(text)) {
            fault("reserved-id", field, "must not begin with ~");
        }
        return text;
    }

    private @Nullable Long number(JsonParser parser, String field, long min, long max) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            parser.skipChildren();
            fault("wrong-type", field, "must be a whole number");
            return null;
        }
        boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!fits || parser.getLongValue() < min || parser.getLongValue() > max) {
            fault("out-of-range", field, "must lie from " + min + " to " + max);
            return null;
        }
        return parser.getLongValue();
    }

    private boolean flag(JsonParser parser, String field) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isBoolean() && token != JsonToken.VALUE_NULL) {
            parser.skipChildren();
            fault("wrong-type", field, "must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** Notes a fault, unless one was noted before. */
    void fault(String code, String field, String reason) {
        if (fault == null) {
            fault = new Refusal(code, field, reason);
        }
    }

    /** The first fault. */
    @Nullable
    Refusal fault() {
        return fault;
    }

    /** A field that must be there; its absence is a fault. */
    String required(@Nullable String value, String field) {
        if (value == null) {
            fault("required", field, "is required");
            return "";
        }
        return value;
    }
}
