package slipstream.gateway.catalogue.exclusions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipstream.schemas.InvalidRecurrence;
import slipstream.schemas.Occurrence;
import slipstream.schemas.Occurrences;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.Sli;

/**
 * One revision of an exclusion as it is answered; the newest, sent back as it is, changes nothing.
 *
 * @param occurrences the first few that have not ended; absent where it makes no difference
 */
record ExclusionAnswer(
        String id,
        String appKey,
        @Nullable String sli,
        @Nullable String product,
        @Nullable String baseUrl,
        String kind,
        Instant from,
        Instant to,
        @Nullable String recurrence,
        @Nullable String timeZone,
        String reason,
        String author,
        Instant updatedAt,
        int revision,
        boolean removed,
        @Nullable List<Occurrence> occurrences) {
    private static final int COMING = 5;

    /** A revision of the past. */
    static ExclusionAnswer past(Exclusion exclusion) {
        return of(exclusion, null);
    }

    /** The newest revision, with what is to come of it. */
    static ExclusionAnswer newest(Exclusion exclusion, Instant now) {
        return of(exclusion, exclusion.getRemoved() ? null : coming(exclusion, now));
    }

    private static List<Occurrence> coming(Exclusion exclusion, Instant now) {
        List<Occurrence> coming = new ArrayList<>();
        try {
            Occurrences all = Occurrences.of(exclusion);
            Optional<Occurrence> next = all.firstEndingAfter(now);
            while (next.isPresent() && coming.size() < COMING) {
                coming.add(next.get());
                next = all.firstEndingAfter(next.get().to());
            }
        } catch (InvalidRecurrence ofAnotherVersion) {
            coming.clear();
        }
        return coming;
    }

    private static ExclusionAnswer of(Exclusion exclusion, @Nullable List<Occurrence> occurrences) {
        Sli sli = exclusion.getSli();
        return new ExclusionAnswer(
                exclusion.getId(),
                exclusion.getAppKey(),
                sli == null ? null : Slis.id(sli),
                exclusion.getProduct(),
                exclusion.getScope(),
                exclusion.getKind().name(),
                exclusion.getFrom(),
                exclusion.getTo(),
                exclusion.getRecurrence(),
                exclusion.getTimeZone(),
                exclusion.getReason(),
                exclusion.getAuthor(),
                exclusion.getUpdatedAt(),
                exclusion.getRevision(),
                exclusion.getRemoved(),
                occurrences);
    }
}
