package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objectives in force in one partition: the programme's, in place of them those that were decided for all apps, and in
 * place of both those that were decided for the app. An objective takes the place of the one that has the same id.
 */
final class Promises {
    private final Programme programme;

    /** By app and id; ids in their order, so that it does not matter in which order they were decided. */
    private final Map<String, Map<String, Objective>> decided = new HashMap<>();

    /** By app and id: why decided ones cannot be judged. */
    private final Map<String, Map<String, String>> broken = new HashMap<>();

    /** Equal lists are one: most series of a partition share theirs. */
    private final Map<List<Objective>, List<Objective>> known = new HashMap<>();

    Promises(Programme programme) {
        this.programme = programme;
    }

    /** Takes a decision over; one that was taken back is gone, and what it stood for is in force again. */
    void take(Decision.Promised decision) {
        put(decided, decision, decision.objective());
        put(broken, decision, decision.broken());
        known.clear();
    }

    private static <T> void put(Map<String, Map<String, T>> byApp, Decision decision, Optional<T> value) {
        Map<String, T> ofApp = byApp.computeIfAbsent(decision.appKey(), any -> new TreeMap<>());
        value.ifPresentOrElse(present -> ofApp.put(decision.id(), present), () -> ofApp.remove(decision.id()));
        if (ofApp.isEmpty()) {
            byApp.remove(decision.appKey());
        }
    }

    /** What is promised to an app, whatever series it has; after it what was decided and cannot be judged. */
    List<InForce> to(String appKey) {
        Map<String, InForce> inForce = new LinkedHashMap<>();
        List<InForce> unjudged = new ArrayList<>();
        for (Objective each : programme.objectives()) {
            inForce.put(each.id(), new InForce(each.id(), InForce.PROGRAMME, Optional.of(each), Optional.empty()));
        }
        for (String decidedFor : List.of(Decision.EVERY_APP, appKey)) {
            decided.getOrDefault(decidedFor, Map.of())
                    .forEach((id, objective) ->
                            inForce.put(id, new InForce(id, decidedFor, Optional.of(objective), Optional.empty())));
            broken.getOrDefault(decidedFor, Map.of())
                    .forEach((id, reason) ->
                            unjudged.add(new InForce(id, decidedFor, Optional.empty(), Optional.of(reason))));
        }
        List<InForce> all = new ArrayList<>(inForce.values());
        all.addAll(unjudged);
        return all;
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
