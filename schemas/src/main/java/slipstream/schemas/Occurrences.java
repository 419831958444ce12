package slipstream.schemas;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import slipstream.schemas.avro.Exclusion;

/** When an exclusion holds: once, or again and again. Never changes, and may be shared by threads. */
public interface Occurrences {
    /** Those that share a moment with [from, to), in the order in which they begin. */
    List<Occurrence> between(Instant from, Instant to);

    /** The first one that ends after a moment; empty when there is none any more. */
    Optional<Occurrence> firstEndingAfter(Instant moment);

    /** Holds once. */
    static Occurrences once(Instant from, Instant to) {
        Occurrence only = new Occurrence(from, to);
        return new Occurrences() {
            @Override
            public List<Occurrence> between(Instant start, Instant end) {
                return only.overlaps(start, end) ? List.of(only) : List.of();
            }

            @Override
            public Optional<Occurrence> firstEndingAfter(Instant moment) {
                return moment.isBefore(to) ? Optional.of(only) : Optional.empty();
            }
        };
    }

    /**
     * When the exclusion of a record holds, whether or not it was taken back.
     *
     * @throws InvalidRecurrence when the record says something that cannot be understood
     */
    static Occurrences of(Exclusion exclusion) {
        String recurrence = exclusion.getRecurrence();
        if (recurrence == null) {
            return once(exclusion.getFrom(), exclusion.getTo());
        }
        return Recurrence.of(recurrence, zone(exclusion), exclusion.getFrom(), exclusion.getTo());
    }

    private static ZoneId zone(Exclusion exclusion) {
        String zone = exclusion.getTimeZone();
        if (zone == null) {
            throw new InvalidRecurrence("a recurrence needs a time zone");
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new InvalidRecurrence("there is no time zone " + zone, e);
        }
    }
}
