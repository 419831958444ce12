package slipstream.schemas;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * An iCalendar RRULE in a time zone, as RFC 5545 means it. The rule is followed on the local clock, and each local time is then
 * placed in the zone by section 3.3.5: one that does not exist is read with the offset before the gap, one that exists twice is
 * the first of the two. Start and end of the first occurrence are DTSTART and DTEND, so every occurrence has exactly its length
 * (section 3.8.5.3), whatever local clocks do meanwhile.
 */
public final class Recurrence implements Occurrences {
    /** How long a recurrence goes on, from its first occurrence, when nothing ends it before. */
    public static final Duration LONGEST = Duration.ofDays(3_653);

    private static final Set<Freq> FREQUENCIES = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);
    private static final int MINUTES = 5;
    private static final Duration BEYOND_ANY_SHIFT = Duration.ofDays(1);
    private static final Duration CHUNK = Duration.ofDays(40);

    private final RecurrenceRule rule;
    private final ZoneId zone;
    private final Instant first;
    private final Duration length;
    private final Instant last;
    private volatile Chunk chunk;

    private Recurrence(RecurrenceRule rule, ZoneId zone, Instant first, Duration length, Instant last) {
        this.rule = rule;
        this.zone = zone;
        this.first = first;
        this.length = length;
        this.last = last;
        this.chunk = new Chunk(first, first, List.of());
    }

    /** What was expanded last, so that time can be walked through without beginning anew. */
    private record Chunk(Instant from, Instant to, List<Occurrence> occurrences) {}

    /**
     * A recurrence.
     *
     * @param text value of an RRULE, such as {@code FREQ=WEEKLY;BYDAY=SU}
     * @param zone where its clock hangs
     * @param from start of the first occurrence
     * @param to end of the first occurrence
     * @throws InvalidRecurrence when it is none, or one that we do not follow
     */
    public static Recurrence of(String text, ZoneId zone, Instant from, Instant to) {
        RecurrenceRule rule = parsed(text);
        Instant last = from.plus(LONGEST);
        if (rule.getUntil() != null) {
            Instant until = until(rule.getUntil(), zone);
            last = until.isBefore(last) ? until : last;
            rule.setUntil(null);
        }
        Recurrence recurrence = new Recurrence(rule, zone, from, Duration.between(from, to), last);
        if (!recurrence.firstStart().equals(Optional.of(from))) {
            throw new InvalidRecurrence("the start is not itself an occurrence of " + text + " in " + zone);
        }
        return recurrence;
    }

    private static RecurrenceRule parsed(String text) {
        RecurrenceRule rule;
        try {
            rule = new RecurrenceRule(text, RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw new InvalidRecurrence("is no RRULE of RFC 5545: " + e.getMessage(), e);
        }
        if (!FREQUENCIES.contains(rule.getFreq())) {
            throw new InvalidRecurrence("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY");
        }
        if (rule.hasPart(Part.RSCALE)) {
            throw new InvalidRecurrence("RSCALE is not known here");
        }
        if (!each(rule, Part.BYSECOND, second -> second == 0)
                || !each(rule, Part.BYMINUTE, minute -> minute % MINUTES == 0)) {
            throw new InvalidRecurrence("occurrences begin on five-minute boundaries");
        }
        return rule;
    }

    private static boolean each(RecurrenceRule rule, Part part, Predicate<Integer> fits) {
        List<Integer> values = rule.getByPart(part);
        return values == null || values.stream().allMatch(fits);
    }

    /** A date is meant to its end, a local time in the zone. */
    private static Instant until(DateTime until, ZoneId zone) {
        if (until.isAllDay()) {
            return local(until).plusDays(1).atZone(zone).toInstant().minusMillis(1);
        }
        return until.isFloating() ? local(until).atZone(zone).toInstant() : Instant.ofEpochMilli(until.getTimestamp());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }

    private Optional<Instant> firstStart() {
        Walk walk = new Walk(first);
        return walk.hasNext() ? Optional.of(walk.next().from()) : Optional.empty();
    }

    /** Whether there are more occurrences than this. */
    public boolean isMoreThan(int occurrences) {
        int counted = 0;
        for (Walk walk = new Walk(first); counted <= occurrences && walk.hasNext(); ) {
            counted += walk.next().from().isAfter(last) ? 0 : 1;
        }
        return counted > occurrences;
    }

    @Override
    public List<Occurrence> between(Instant from, Instant to) {
        Chunk known = chunk;
        if (from.isBefore(known.from) || to.isAfter(known.to)) {
            Instant until = to.isAfter(from.plus(CHUNK)) ? to : from.plus(CHUNK);
            known = new Chunk(from, until, expand(from, until));
            chunk = known;
        }
        return known.occurrences.stream()
                .filter(occurrence -> occurrence.overlaps(from, to))
                .toList();
    }

    private List<Occurrence> expand(Instant from, Instant to) {
        List<Occurrence> found = new ArrayList<>();
        Instant beyond = to.plus(BEYOND_ANY_SHIFT);
        for (Walk walk = new Walk(from.minus(length)); walk.hasNext(); ) {
            Occurrence next = walk.next();
            if (next.from().isAfter(beyond)) {
                break;
            }
            if (next.overlaps(from, to) && !next.from().isAfter(last)) {
                found.add(next);
            }
        }
        // Several local times of one gap can be the same moment.
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(Occurrence::from))
                .toList();
    }

    @Override
    public Optional<Occurrence> firstEndingAfter(Instant moment) {
        for (Walk walk = new Walk(moment.minus(length)); walk.hasNext(); ) {
            Occurrence next = walk.next();
            if (next.to().isAfter(moment) && !next.from().isAfter(last)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Occurrences in the order of the local clock, from about a moment on to the last one. */
    private final class Walk {
        private final long end = localMillis(last.plus(BEYOND_ANY_SHIFT));
        private @Nullable RecurrenceRuleIterator iterator;

        Walk(Instant from) {
            step(() -> {
                synchronized (rule) {
                    iterator = rule.iterator(new DateTime(DateTime.UTC, localMillis(first)));
                }
                if (from.isAfter(first)) {
                    iterator.fastForward(localMillis(from.minus(BEYOND_ANY_SHIFT)));
                }
            });
        }

        /** The library gives up when it finds nothing for long enough: then there is nothing for decades. */
        private void step(Runnable step) {
            try {
                step.run();
            } catch (IllegalStateException | IllegalArgumentException gaveUp) {
                iterator = null;
            }
        }

        boolean hasNext() {
            return iterator != null && iterator.hasNext() && iterator.peekMillis() <= end;
        }

        Occurrence next() {
            RecurrenceRuleIterator at = Objects.requireNonNull(iterator);
            LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(at.peekMillis()), ZoneOffset.UTC);
            step(at::nextMillis);
            Instant start = ZonedDateTime.ofLocal(local, zone, null).toInstant();
            return new Occurrence(start, start.plus(length));
        }

        /** The local clock as if it were that of UTC: the library meets no gaps then. */
        private long localMillis(Instant moment) {
            return LocalDateTime.ofInstant(moment, zone)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        }
    }
}
