package slipstream.standalone.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.Verdict;
import slipstream.alerter.incident.Watch;
import slipstream.alerter.listen.VerdictReader;

/** The incidents that the alerter makes of verdicts: its own core, and no topic. */
final class Incidents {
    private final Map<Key, Watch> watches = new HashMap<>();
    private final Map<Key, IncidentChange> open = new HashMap<>();
    private final List<Past> over = new ArrayList<>();

    private record Key(Series series, String objective) {}

    /** Takes the next verdict. */
    void hear(slipstream.schemas.avro.Verdict record) {
        VerdictReader.of(record).ifPresent(this::step);
    }

    private void step(Verdict verdict) {
        Key key = new Key(verdict.series(), verdict.objective());
        Watch.Step step = watches.getOrDefault(key, Watch.NEW).step(verdict);
        watches.put(key, step.next());
        step.change().ifPresent(change -> {
            if (change.transition() == Transition.OPENED) {
                open.put(key, change);
            } else if (change.transition() == Transition.RESOLVED) {
                open.remove(key);
                over.add(past(change, Optional.of(change.at())));
            }
        });
    }

    private static Past past(IncidentChange change, Optional<Instant> resolvedAt) {
        return new Past(change.id(), change.series(), change.objective(), change.openedAt(), resolvedAt);
    }

    /** All that were not over before an instant. */
    List<Past> since(Instant since) {
        List<Past> found = new ArrayList<>();
        over.stream().filter(each -> !each.isOverBefore(since)).forEach(found::add);
        open.values().forEach(each -> found.add(past(each, Optional.empty())));
        return found;
    }
}
