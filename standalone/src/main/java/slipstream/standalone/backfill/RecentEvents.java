package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import slipstream.processor.slo.Objective;

/**
 * Which events a backfill leaves alone so that it notifies nobody: those that lie in a window on which a verdict of this minute
 * or of a later one can still depend. Windows only move forward, so what lies before all of them now stays there.
 */
final class RecentEvents {
    /** Verdicts of minutes longer ago than this notify nobody, so nothing older can be news. */
    private static final Duration NOTIFICATION_HORIZON = Duration.ofMinutes(30);

    /** Five minutes of the first cell, five of grace at most, and what clocks may be off. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    private final Map<String, Duration> ageBySli = new HashMap<>();
    private final InstantSource clock;

    /** With the objectives in force. */
    RecentEvents(Collection<Objective> objectives, InstantSource clock) {
        this.clock = clock;
        for (Objective each : objectives) {
            Duration age = longer(NOTIFICATION_HORIZON, each.window().length().plus(MARGIN));
            each.series().sli().ifPresent(sli -> ageBySli.merge(sli, age, RecentEvents::longer));
        }
    }

    /** Why an event is too recent; empty when it is not, or when it has no time that could be read. */
    Optional<String> objection(ObjectNode event) {
        Duration age = ageBySli.getOrDefault(event.path(EventField.SLI.id()).asText(), NOTIFICATION_HORIZON);
        try {
            Instant occurredAt =
                    Instant.parse(event.path(EventField.OCCURRED_AT.id()).asText());
            return occurredAt.plus(age).isAfter(clock.instant())
                    ? Optional.of("occurredAt lies in a window that is still judged: within " + inWords(age)
                            + " an event can open or end an incident (--allow-recent takes it)")
                    : Optional.empty();
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static String inWords(Duration age) {
        return age.toHours() + " h " + age.toMinutesPart() + " min";
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
