package slipstream.processor.slo;

import java.util.HashMap;
import java.util.Map;

/** The exclusions in force in one partition, by app and id. */
final class Exclusions {
    private final Map<String, Map<String, Exclusion>> byApp = new HashMap<>();

    /** Takes a decision over; one that was taken back is gone. */
    void take(Decision.Excluded decision) {
        Map<String, Exclusion> ofApp = byApp.computeIfAbsent(decision.appKey(), any -> new HashMap<>());
        decision.exclusion()
                .ifPresentOrElse(exclusion -> ofApp.put(decision.id(), exclusion), () -> ofApp.remove(decision.id()));
        if (ofApp.isEmpty()) {
            byApp.remove(decision.appKey());
        }
    }

    /** The exclusions of an app. */
    Iterable<Exclusion> of(String appKey) {
        return byApp.getOrDefault(appKey, Map.of()).values();
    }
}
