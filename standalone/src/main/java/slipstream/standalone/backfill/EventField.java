package slipstream.standalone.backfill;

import java.util.Arrays;
import java.util.Optional;

/** The fields of an event in {@code POST /v1/events}, in the order in which they stand for it when it has no id. */
enum EventField {
    ID("id", Kind.TEXT),
    APP_KEY("appKey", Kind.TEXT),
    SLI("sli", Kind.TEXT),
    OCCURRED_AT("occurredAt", Kind.TEXT),
    SOURCE("source", Kind.TEXT),
    BASE_URL("baseUrl", Kind.TEXT),
    PRODUCT("product", Kind.TEXT),
    CHECK("check", Kind.TEXT),
    OUTCOME("outcome", Kind.TEXT),
    LOAD_ID("loadId", Kind.TEXT),
    PHASE("phase", Kind.TEXT),
    MODULE_TYPE("moduleType", Kind.TEXT),
    ERROR("error", Kind.TEXT),
    DELIVERY_ID("deliveryId", Kind.TEXT),
    STATUS("status", Kind.NUMBER),
    DURATION_MILLIS("durationMillis", Kind.NUMBER),
    ATTEMPT("attempt", Kind.NUMBER),
    SITE("site", Kind.TEXT),
    VERSION("version", Kind.TEXT),
    REGION("region", Kind.TEXT),
    TRACE_ID("traceId", Kind.TEXT),
    ROLLOUT_GROUP("rolloutGroup", Kind.TEXT),
    PLATFORM_FAULT("platformFault", Kind.FLAG);

    /** What a field holds. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG
    }

    private final String id;
    private final Kind kind;

    EventField(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    static Optional<EventField> ofId(String id) {
        return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }
}
