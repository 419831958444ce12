package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The exclusions in force in one partition, by app and id. */
final class Exclusions {
    /** How far ahead of the judged minute excluded time is laid out, in minutes; it is laid out anew every hour. */
    private static final int AHEAD_MINUTES = 3 * HourPage.MINUTES;

    private final Map<String, Map<String, Exclusion>> byApp = new HashMap<>();

    /** Takes a decision over; one that was taken back is gone. */
    void take(Decision.Excluded decision) {
        decision.exclusion()
                .ifPresentOrElse(
                        exclusion -> byApp.computeIfAbsent(decision.appKey(), any -> new HashMap<>())
                                .put(decision.id(), exclusion),
                        () -> remove(decision.appKey(), decision.id()));
    }

    private void remove(String appKey, String id) {
        Map<String, Exclusion> ofApp = byApp.get(appKey);
        if (ofApp != null && ofApp.remove(id) != null && ofApp.isEmpty()) {
            byApp.remove(appKey);
        }
    }

    boolean isEmpty() {
        return byApp.isEmpty();
    }

    /** Apps that have any of their own. */
    Set<String> apps() {
        Set<String> apps = new HashSet<>(byApp.keySet());
        apps.remove(Decision.EVERY_APP);
        return apps;
    }

    /** Whether any holds for all apps. */
    boolean anyForEveryApp() {
        return byApp.containsKey(Decision.EVERY_APP);
    }

    /** The excluded time of a series around a judged minute. */
    Mask maskOf(Series series, long minute) {
        return Mask.of(spansOf(series, minute));
    }

    /** The same, were another exclusion in force too. */
    Mask maskOf(Series series, long minute, Exclusion added) {
        List<Span> spans = spansOf(series, minute);
        addSpans(spans, series, minute, added);
        return Mask.of(spans);
    }

    private List<Span> spansOf(Series series, long minute) {
        List<Span> spans = new ArrayList<>();
        for (String app : List.of(series.app.keyText(), Decision.EVERY_APP)) {
            byApp.getOrDefault(app, Map.of()).values().forEach(each -> addSpans(spans, series, minute, each));
        }
        return spans;
    }

    private static void addSpans(List<Span> spans, Series series, long minute, Exclusion exclusion) {
        if (exclusion.series().selects(series.sliId(), series.scopeText())) {
            spans.addAll(exclusion.occurrences().between(minute - Partition.KEPT_MINUTES, minute + AHEAD_MINUTES));
        }
    }

    /** Lets go of those that ended before anything that is kept; answers app and id of each. */
    List<Map.Entry<String, String>> forgetBefore(long minute) {
        List<Map.Entry<String, String>> ended = new ArrayList<>();
        byApp.forEach((app, ofApp) -> ofApp.forEach((id, exclusion) -> {
            if (exclusion.occurrences().endBefore(minute)) {
                ended.add(Map.entry(app, id));
            }
        }));
        ended.forEach(each -> remove(each.getKey(), each.getValue()));
        return ended;
    }
}
