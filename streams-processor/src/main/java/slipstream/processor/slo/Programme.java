package slipstream.processor.slo;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is promised by everybody: the objectives in force, and the windows that are kept for every series.
 *
 * @param objectives the objectives in force
 * @param windows every window in use, shortest first
 */
public record Programme(List<Objective> objectives, List<Window> windows) {
    /** Two windows that every answer shows besides those of the objectives: the SLO's own, and a day. */
    private static final List<Window> ALWAYS =
            List.of(Window.of(Duration.ofMinutes(15)), Window.of(Duration.ofDays(1)), Window.of(Duration.ofDays(28)));

    public Programme {
        objectives = List.copyOf(objectives);
        windows = List.copyOf(windows);
        Set<String> codes = new HashSet<>();
        for (Objective each : objectives) {
            if (!codes.add(each.sli() + ' ' + each.code())) {
                throw new IllegalArgumentException("another objective has the id, or the hash, of " + each.id());
            }
        }
    }

    /** A programme of these objectives, with the windows they need. */
    public static Programme of(List<Objective> objectives) {
        List<Window> windows = Stream.concat(
                        ALWAYS.stream(), objectives.stream().map(Objective::window))
                .distinct()
                .sorted(Comparator.comparingInt(Window::minutes))
                .toList();
        return new Programme(objectives, windows);
    }

    /** What is promised of the series of an indicator. */
    List<Objective> objectivesOf(String sli) {
        return objectives.stream()
                .filter(objective -> objective.sli().equals(sli))
                .toList();
    }

    /** The four objectives of the programme of 2022. */
    public static Programme four() {
        return of(List.of(
                new Objective("availability", "availability", 999_000, Window.of(Duration.ofMinutes(15))),
                new Objective("iframe-load", "iframe-load", 950_000, Window.of(Duration.ofMinutes(15))),
                new Objective("installation-callback", "installation-callback", 990_000, Window.of(Duration.ofDays(1))),
                new Objective("webhook-delivery", "webhook-delivery", 990_000, Window.of(Duration.ofMinutes(15)))));
    }

    /** The edition of 2023, which kept availability alone. */
    public static Programme availabilityAlone() {
        return of(four().objectives().subList(0, 1));
    }
}
