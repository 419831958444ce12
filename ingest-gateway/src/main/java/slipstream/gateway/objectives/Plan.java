package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import slipstream.gateway.objectives.Change.Kind;
import slipstream.gateway.objectives.Wanted.Broken;
import slipstream.gateway.objectives.Wanted.Sound;

/**
 * What applying a text would change, objective by objective. A broken document takes nothing out of force: what was promised
 * stays promised until something sound takes its place.
 *
 * @param changes in the order of the text, then what is removed
 */
public record Plan(List<Change> changes) {
    /** Objectives of one app, or of all apps together. */
    public static final int MAX_PER_APP = 100;

    private static final String UNKNOWN_APP = "there is no such app: register it first";

    public Plan {
        changes = List.copyOf(changes);
    }

    /**
     * Compares.
     *
     * @param wanted what the text says
     * @param current what was decided, of every app that the text or {@code pruned} names
     * @param pruned the apps whose objectives go when the text does not name them
     * @param known the apps that there are for who is asking
     */
    public static Plan of(Objectives wanted, List<Current> current, Set<String> pruned, Predicate<String> known) {
        Map<String, Current> standing = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Current each : current) {
            standing.put(each.key(), each);
            counts.merge(each.appKey(), 1, Integer::sum);
        }
        List<Change> changes = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Wanted each : wanted.wanted()) {
            named.add(each.key());
            Optional<Current> before = Optional.ofNullable(standing.get(each.key()));
            if (!known.test(each.appKey())) {
                changes.add(refused(each, UNKNOWN_APP));
            } else if (before.isEmpty() && counts.merge(each.appKey(), 1, Integer::sum) > MAX_PER_APP) {
                changes.add(refused(each, "the app has " + MAX_PER_APP + " objectives, and can have no more"));
            } else {
                changes.add(each instanceof Sound sound ? of(sound, before) : of((Broken) each, before));
            }
        }
        if (wanted.complete()) {
            current.stream()
                    .filter(each -> pruned.contains(each.appKey()) && !named.contains(each.key()))
                    .forEach(each -> changes.add(removal(each)));
        }
        return new Plan(changes);
    }

    private static Change refused(Wanted wanted, String reason) {
        return new Change(Kind.REFUSE, wanted.appKey(), wanted.id(), Optional.of(wanted), List.of(), reason);
    }

    private static Change of(Sound wanted, Optional<Current> before) {
        Optional<Promise> promised = before.flatMap(Current::promise);
        boolean same = promised.equals(Optional.of(wanted.promise()));
        Kind kind = same ? Kind.UNCHANGED : before.isPresent() ? Kind.CHANGE : Kind.CREATE;
        Map<String, String> old = promised.map(Promise::fields).orElse(Map.of());
        return new Change(
                kind,
                wanted.appKey(),
                wanted.id(),
                Optional.of(wanted),
                Change.between(old, wanted.promise().fields()),
                "");
    }

    private static Change of(Broken wanted, Optional<Current> before) {
        Kind kind = Kind.BREAK;
        if (before.flatMap(Current::promise).isPresent()) {
            kind = Kind.KEEP;
        } else if (before.filter(each -> each.document().equals(wanted.document()))
                .isPresent()) {
            kind = Kind.UNCHANGED;
        }
        return new Change(kind, wanted.appKey(), wanted.id(), Optional.of(wanted), List.of(), wanted.reason());
    }

    /** The change that takes an objective back. */
    public static Change removal(Current current) {
        Map<String, String> old = current.promise().map(Promise::fields).orElse(Map.of());
        return new Change(
                Kind.REMOVE, current.appKey(), current.id(), Optional.empty(), Change.between(old, Map.of()), "");
    }

    /** Whether every document was sound and for an app that there is. */
    public boolean isAsAsked() {
        return changes.stream().allMatch(each -> each.reason().isEmpty());
    }
}
