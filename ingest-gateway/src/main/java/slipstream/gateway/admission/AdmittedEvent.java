package slipstream.gateway.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An observation that was taken, and what it means.
 *
 * @param observation what was reported
 * @param outcome what it says of the app
 * @param exclusion why it does not count; only with outcome EXCLUDED
 * @param durationMillis how long it took; absent for what failed
 * @param receivedAt arrival time
 */
public record AdmittedEvent(
        Observation observation,
        Outcome outcome,
        @Nullable ExclusionReason exclusion,
        @Nullable Long durationMillis,
        Instant receivedAt) {
    /** Names the event; a second one of the same app with the same id is a duplicate. */
    public String id() {
        return observation.finding().eventId(observation.id());
    }

    /** The app. */
    public String appKey() {
        return observation.appKey();
    }
}
