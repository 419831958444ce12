package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Which events a backfill leaves alone so that it notifies nobody: those that lie in a window on which a verdict of this minute
 * or of a later one can still depend. Windows only move forward, so what lies before all of them now stays there.
 */
final class RecentEvents {
    /** Verdicts of minutes longer ago than this notify nobody, so nothing older can be news. */
    private static final Duration NOTIFICATION_HORIZON = Duration.ofMinutes(30);

    /** Five minutes of the first cell, five of grace at most, and what clocks may be off. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    private final JudgedWindows windows;
    private final InstantSource clock;

    RecentEvents(JudgedWindows windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
    }

    /** Why an event is too recent; empty when it is not, or when it has no time that could be read. */
    Optional<String> objection(ObjectNode event) {
        Duration judged = windows.of(event.path(EventField.SLI.id()).asText()).plus(MARGIN);
        Duration age = judged.compareTo(NOTIFICATION_HORIZON) > 0 ? judged : NOTIFICATION_HORIZON;
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
}
