package slipstream.processor.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import slipstream.processor.slo.Exclusion;
import slipstream.processor.slo.Span;
import slipstream.schemas.Occurrences;

/**
 * When an exclusion holds, in the core's minutes. Bounds that do not lie on five minutes (there are time zones whose offset once
 * did not) are moved outwards.
 *
 * @param occurrences the same in the words of the contract
 */
public record OccurrencesByMinute(Occurrences occurrences) implements Exclusion.Occurrences {
    private static final long CELL_SECONDS = 300;
    private static final long CELL_MINUTES = 5;

    @Override
    public List<Span> between(long from, long to) {
        return occurrences.between(atMinute(from), atMinute(to)).stream()
                .map(occurrence -> new Span(
                        Math.floorDiv(occurrence.from().getEpochSecond(), CELL_SECONDS) * CELL_MINUTES,
                        -Math.floorDiv(-occurrence.to().getEpochSecond(), CELL_SECONDS) * CELL_MINUTES))
                .toList();
    }

    @Override
    public boolean endBefore(long minute) {
        return occurrences.firstEndingAfter(atMinute(minute)).isEmpty();
    }

    private static Instant atMinute(long minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }
}
