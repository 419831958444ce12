package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The objectives in force in one partition: the programme's, in place of them those that were decided for all apps, and in
 * place of both those that were decided for the app. An objective takes the place of the one that has the same id.
 */
final class Promises {
    private final Programme programme;

    /** By app and id; ids in their order, so that it does not matter in which order they were decided. */
    private final Map<String, Map<String, Objective>> decided = new HashMap<>();

    /** Equal lists are one: most series of a partition share theirs. */
    private final Map<List<Objective>, List<Objective>> known = new HashMap<>();

    Promises(Programme programme) {
        this.programme = programme;
    }

    /** Takes a decision over; one that was taken back is gone, and what it stood for is in force again. */
    void take(Decision.Promised decision) {
        Map<String, Objective> ofApp = decided.computeIfAbsent(decision.appKey(), any -> new TreeMap<>());
        decision.objective()
                .ifPresentOrElse(objective -> ofApp.put(decision.id(), objective), () -> ofApp.remove(decision.id()));
        if (ofApp.isEmpty()) {
            decided.remove(decision.appKey());
        }
        known.clear();
    }

    /** What is in force for a series. */
    List<Objective> of(String appKey, String sli, String scope) {
        Map<String, Objective> inForce = new LinkedHashMap<>();
        programme.objectives().forEach(each -> inForce.put(each.id(), each));
        inForce.putAll(decided.getOrDefault(Decision.EVERY_APP, Map.of()));
        inForce.putAll(decided.getOrDefault(appKey, Map.of()));
        List<Objective> ofSeries = new ArrayList<>();
        for (Objective each : inForce.values()) {
            if (each.series().selects(sli, scope)) {
                ofSeries.add(each);
            }
        }
        return known.computeIfAbsent(List.copyOf(ofSeries), same -> same);
    }
}
