package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why the bad events of one lane were bad: counted by five minutes for as long as cells are kept, and the newest ones whole. */
final class FailureLog {
    /** So many cells are asked for one by one; more are read in one go. */
    private static final int FEW_CELLS = 48;

    private static final long FIVE_MILLIS = 300_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final int series;
    private final int lane;
    private final Pages pages;
    private final FailureNames names;
    private final LastFailures last;

    /** Cells on the heap: the newest, and those that are not written yet. */
    private final Map<Long, FailureCell> cells = new HashMap<>();

    private long newest = Long.MIN_VALUE;

    /**
     * A log.
     *
     * @param stored whether an earlier life may have left something in the store
     */
    FailureLog(int series, int lane, Pages pages, boolean stored) {
        this.series = series;
        this.lane = lane;
        this.pages = pages;
        this.names = new FailureNames(series, lane, pages, stored);
        this.last = new LastFailures(series, lane, pages, stored);
    }

    void add(Failure failure) {
        long five = Math.floorDiv(failure.occurredAt(), FIVE_MILLIS);
        newest = Math.max(newest, five);
        cells.computeIfAbsent(five, this::load).add(failure, names);
        last.add(failure);
    }

    private FailureCell load(long five) {
        byte[] bytes = pages.read(Pages.Kind.CAUSES.key(series, lane, five));
        return bytes == null ? new FailureCell(five) : FailureCell.read(bytes, five);
    }

    /** Writes what is new. */
    void write(ByteWriter out) {
        names.write(out);
        last.write(out);
        for (FailureCell cell : cells.values()) {
            if (cell.dirty) {
                cell.write(out.reset());
                pages.write(Pages.Kind.CAUSES.key(series, lane, cell.five), out.toBytes());
                cell.dirty = false;
            }
        }
        cells.keySet().removeIf(five -> five < newest);
    }

    /** What the log says of some spans on five minutes, as one stretch. */
    Evidence read(long from, long to, List<Span> spans, Basis basis) {
        Map<Dimension, Map<Integer, Long>> counts = new EnumMap<>(Dimension.class);
        long failures = 0;
        for (FailureCell cell : cellsOf(spans)) {
            failures += cell.failures();
            cell.forEach((dimension, name, count) ->
                    counts.computeIfAbsent(dimension, any -> new HashMap<>()).merge(name, count, Long::sum));
        }
        Map<Dimension, Evidence.Shares> shares = new EnumMap<>(Dimension.class);
        counts.forEach((dimension, byName) -> shares.put(dimension, sharesOf(byName)));
        List<Failure> newestFirst = new ArrayList<>();
        for (Span span : spans) {
            newestFirst.addAll(0, last.between(span.from() * MINUTE_MILLIS, span.to() * MINUTE_MILLIS));
        }
        return new Evidence(from, to, basis, failures, shares, newestFirst);
    }

    private List<FailureCell> cellsOf(List<Span> spans) {
        long wanted = spans.stream().mapToLong(span -> span.to() - span.from()).sum() / HourPage.FIVE;
        List<FailureCell> found = new ArrayList<>();
        if (wanted <= FEW_CELLS) {
            for (Span span : spans) {
                for (long five = span.from() / HourPage.FIVE; five < span.to() / HourPage.FIVE; five++) {
                    FailureCell held = cells.get(five);
                    found.add(held == null ? load(five) : held);
                }
            }
            return found;
        }
        cells.values().stream().filter(cell -> lies(cell.five, spans)).forEach(found::add);
        pages.scan(Pages.Kind.CAUSES.first(series, lane), Pages.Kind.CAUSES.last(series, lane), page -> {
            long five = FailureCell.fiveOf(page);
            if (!cells.containsKey(five) && lies(five, spans)) {
                found.add(FailureCell.read(page, five));
            }
        });
        return found;
    }

    private static boolean lies(long five, List<Span> spans) {
        long minute = five * HourPage.FIVE;
        return spans.stream().anyMatch(span -> minute >= span.from() && minute < span.to());
    }

    private Evidence.Shares sharesOf(Map<Integer, Long> byName) {
        long all = byName.values().stream().mapToLong(Long::longValue).sum();
        List<Evidence.Share> top = new ArrayList<>();
        byName.forEach((name, count) -> {
            String text = names.textOf(name);
            if (text != null) {
                top.add(new Evidence.Share(text, count));
            }
        });
        top.sort(Comparator.comparingLong(Evidence.Share::count).reversed().thenComparing(Evidence.Share::value));
        List<Evidence.Share> shown = top.subList(0, Math.min(Evidence.TOP, top.size()));
        long told = shown.stream().mapToLong(Evidence.Share::count).sum();
        return new Evidence.Shares(shown, all - told, byName.getOrDefault(FailureNames.UNNAMED, 0L));
    }
}
