package slipstream.processor.slo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is promised by everybody, unless people decide otherwise.
 *
 * @param objectives the objectives, each with an id of its own
 * @param windows the windows that every series keeps and every answer shows, whatever its objectives
 */
public record Programme(List<Objective> objectives, List<Window> windows) {
    /** The programme's three. */
    private static final List<Window> THREE =
            List.of(Window.of(Duration.ofMinutes(15)), Window.of(Duration.ofDays(1)), Window.of(Duration.ofDays(28)));

    public Programme {
        objectives = List.copyOf(objectives);
        windows = List.copyOf(windows);
        Set<String> ids = new HashSet<>();
        for (Objective each : objectives) {
            if (!ids.add(each.id())) {
                throw new IllegalArgumentException("two objectives have the id " + each.id());
            }
        }
    }

    /** A programme of these objectives, and of the windows of 15 minutes, 24 hours and 28 days. */
    public static Programme of(List<Objective> objectives) {
        return new Programme(objectives, THREE);
    }

    /** The four objectives of the programme of 2022. */
    public static Programme four() {
        return of(List.of(
                Objective.rate("availability", "availability", 999_000, Window.of(Duration.ofMinutes(15))),
                Objective.rate("iframe-load", "iframe-load", 950_000, Window.of(Duration.ofMinutes(15))),
                Objective.rate(
                        "installation-callback", "installation-callback", 990_000, Window.of(Duration.ofDays(1))),
                Objective.rate("webhook-delivery", "webhook-delivery", 990_000, Window.of(Duration.ofMinutes(15)))));
    }

    /** The edition of 2023, which kept availability alone. */
    public static Programme availabilityAlone() {
        return of(four().objectives().subList(0, 1));
    }
}
