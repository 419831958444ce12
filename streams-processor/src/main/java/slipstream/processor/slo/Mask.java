package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The excluded time of one series: disjoint spans on five-minute boundaries, in order. */
final class Mask {
    /** Start and end of each span, one after the other. */
    private final long[] bounds;

    private Mask(long[] bounds) {
        this.bounds = bounds;
    }

    /** The time that lies in any of some spans. */
    static Mask of(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.removeIf(span -> span.from() == span.to());
        sorted.sort(Comparator.comparingLong(Span::from));
        long[] bounds = new long[2 * sorted.size()];
        int filled = 0;
        for (Span span : sorted) {
            if (filled > 0 && span.from() <= bounds[filled - 1]) {
                bounds[filled - 1] = Math.max(bounds[filled - 1], span.to());
            } else {
                bounds[filled++] = span.from();
                bounds[filled++] = span.to();
            }
        }
        return new Mask(Arrays.copyOf(bounds, filled));
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    boolean contains(long minute) {
        int at = Arrays.binarySearch(bounds, minute);
        return at >= 0 ? at % 2 == 0 : (-at - 1) % 2 == 1;
    }

    /** What lies of it in [from, to). */
    List<Span> within(long from, long to) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            long start = Math.max(from, bounds[i]);
            long end = Math.min(to, bounds[i + 1]);
            if (start < end) {
                spans.add(new Span(start, end));
            }
        }
        return spans;
    }

    /** What of [from, to) does not lie in it. */
    List<Span> outside(long from, long to) {
        List<Span> spans = new ArrayList<>();
        long at = from;
        for (Span inside : within(from, to)) {
            if (at < inside.from()) {
                spans.add(new Span(at, inside.from()));
            }
            at = inside.to();
        }
        if (at < to) {
            spans.add(new Span(at, to));
        }
        return spans;
    }

    /** Whether it is the same time. */
    boolean isSame(Mask other) {
        return Arrays.equals(bounds, other.bounds);
    }
}
