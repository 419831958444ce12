package slipstream.schemas;

import static slipstream.schemas.Topic.Cleanup.COMPACT;
import static slipstream.schemas.Topic.Cleanup.COMPACT_AND_DELETE;
import static slipstream.schemas.Topic.Cleanup.DELETE;
import static slipstream.schemas.Topic.Cleanup.NOTHING;

import java.time.Duration;
import java.util.List;
import slipstream.schemas.avro.AccessToken;
import slipstream.schemas.avro.Action;
import slipstream.schemas.avro.AppRegistration;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Delivery;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.Installation;
import slipstream.schemas.avro.Objective;
import slipstream.schemas.avro.Rejected;
import slipstream.schemas.avro.Verdict;

/** Every topic, in the order in which an event meets them. */
public final class Topics {
    /** Who may speak to us. Key: token id. Gateway → all. */
    public static final Topic TOKENS =
            new Topic("slipstream.tokens", AccessToken.getClassSchema(), COMPACT, Duration.ZERO);

    /** What is measured. Key: app key. Gateway → all. */
    public static final Topic APPS =
            new Topic("slipstream.apps", AppRegistration.getClassSchema(), COMPACT, Duration.ZERO);

    /** Where it is installed. Key: app key/client key. Gateway → gateway. */
    public static final Topic INSTALLATIONS =
            new Topic("slipstream.installations", Installation.getClassSchema(), COMPACT, Duration.ZERO);

    /** What is promised, in every revision. Key: app key or *, /objective id. Gateway → processor. */
    public static final Topic OBJECTIVES =
            new Topic("slipstream.objectives", Objective.getClassSchema(), NOTHING, Duration.ZERO);

    /** What does not count, in every revision. Key: app key/exclusion id. Gateway → processor, alerter. */
    public static final Topic EXCLUSIONS =
            new Topic("slipstream.exclusions", Exclusion.getClassSchema(), NOTHING, Duration.ZERO);

    /** What people did about it. Key: app key. Gateway → alerter. */
    public static final Topic ACTIONS =
            new Topic("slipstream.actions", Action.getClassSchema(), DELETE, Duration.ofDays(90));

    /** What was observed; a record without a value is a tick. Key: app key. Gateway → processor. */
    public static final Topic EVENTS =
            new Topic("slipstream.events", Event.getClassSchema(), DELETE, Duration.ofDays(35));

    /** What could not be counted. Key: app key. Gateway, processor → operator. */
    public static final Topic REJECTED =
            new Topic("slipstream.rejected", Rejected.getClassSchema(), DELETE, Duration.ofDays(35));

    /** What the objectives say. Key: series/objective. Processor → alerter. */
    public static final Topic VERDICTS =
            new Topic("slipstream.verdicts", Verdict.getClassSchema(), COMPACT_AND_DELETE, Duration.ofDays(35));

    /** What people are told; public. Key: incident id. Alerter → everybody. */
    public static final Topic BREACHES =
            new Topic("slipstream.breaches", Breach.getClassSchema(), COMPACT_AND_DELETE, Duration.ofDays(365));

    /** What became of each notification. Key: incident id/transition/channel. Alerter → alerter, processor. */
    public static final Topic DELIVERIES =
            new Topic("slipstream.deliveries", Delivery.getClassSchema(), COMPACT, Duration.ZERO);

    private static final List<Topic> IN_FLOW_ORDER = List.of(
            TOKENS,
            APPS,
            INSTALLATIONS,
            OBJECTIVES,
            EXCLUSIONS,
            ACTIONS,
            EVENTS,
            REJECTED,
            VERDICTS,
            BREACHES,
            DELIVERIES);

    private Topics() {}

    /** All topics, in the order in which an event meets them. */
    public static List<Topic> inFlowOrder() {
        return IN_FLOW_ORDER;
    }
}
