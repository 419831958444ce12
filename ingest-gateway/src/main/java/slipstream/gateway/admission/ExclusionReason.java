package slipstream.gateway.admission;

import java.util.Locale;

/** Why an event is seen but not counted. */
public enum ExclusionReason {
    ROLLOUT_GROUP,
    EXCLUDED_SITE,
    PLATFORM_FAULT,
    BEFORE_ACTIVE_FROM;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The reason's id as it stands in events, such as {@code excluded-site}. */
    public String id() {
        return id;
    }
}
