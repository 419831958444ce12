package slipstream.processor.slo;

import java.util.List;

/**
 * Time that does not count for the series it selects.
 *
 * @param series which series
 * @param occurrences when
 */
public record Exclusion(Selector series, Occurrences occurrences) {
    /** When an exclusion holds: once, or again and again. */
    public interface Occurrences {
        /**
         * The spans that lie in or reach into [from, to), epoch minutes; both bounds of each on five minutes. The same question
         * has the same answer at any time.
         */
        List<Span> between(long from, long to);

        /** Whether there is none that ends after an epoch minute. */
        boolean endBefore(long minute);
    }

    /** An exclusion that holds once. */
    public static Exclusion once(Selector series, Span span) {
        return new Exclusion(series, new Occurrences() {
            @Override
            public List<Span> between(long from, long to) {
                return span.overlaps(from, to) ? List.of(span) : List.of();
            }

            @Override
            public boolean endBefore(long minute) {
                return span.to() <= minute;
            }
        });
    }
}
