package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What a partition answers to those who ask. A long answer is put together hour by hour, so that counting never waits for it. */
final class Answers {
    /** Whose lock it is: nothing moves while something is read. */
    private final Object partition;

    private final SeriesTable table;
    private final Frames frames;
    private final Exclusions exclusions;
    private final Measuring measuring;

    Answers(Object partition, SeriesTable table, Frames frames, Exclusions exclusions, Measuring measuring) {
        this.partition = partition;
        this.table = table;
        this.frames = frames;
        this.exclusions = exclusions;
        this.measuring = measuring;
    }

    /** What is known of an app's series as of an epoch minute, exclusive; empty when nothing was ever counted for it. */
    List<Reading> read(String appKey, long end) {
        synchronized (partition) {
            List<Reading> readings = new ArrayList<>();
            for (Series each : table.of(appKey)) {
                readings.add(reading(each, end));
            }
            return readings;
        }
    }

    /**
     * What an exclusion would do, were it in force: for each series that it selects, the windows as they are and as they would be,
     * as of an epoch minute, exclusive.
     */
    List<Effect> preview(String appKey, Exclusion exclusion, long end) {
        synchronized (partition) {
            List<Effect> effects = new ArrayList<>();
            for (Series each : table.of(appKey)) {
                if (exclusion.series().selects(each.sliId(), each.scopeText())) {
                    Mask mask = exclusions.maskOf(each, frames.minute(), exclusion);
                    Frame frame = each.frame();
                    List<Reading.InWindow> windows = new ArrayList<>();
                    for (int i = 0; i < frame.windows(); i++) {
                        windows.add(inWindow(each, frame.window(i), each.windowWithout(mask, i, end)));
                    }
                    Reading now = reading(each, end);
                    effects.add(new Effect(now, windows, verdictsWithout(mask, each, now.verdicts())));
                }
            }
            return effects;
        }
    }

    private List<VerdictKind> verdictsWithout(Mask mask, Series series, List<Verdict> standing) {
        List<VerdictKind> kinds = new ArrayList<>();
        for (Verdict each : standing) {
            Judgement judgement = each.objective().judge(series.windowsWithout(mask, each.minute()));
            boolean measured = each.kind() != VerdictKind.UNMEASURED;
            kinds.add(measured ? judgement.kind() : VerdictKind.UNMEASURED);
        }
        return kinds;
    }

    private static Reading.InWindow inWindow(Series series, Window window, Counted counted) {
        return new Reading.InWindow(window, counted, series.measured(counted.from(), counted.to()));
    }

    private Reading reading(Series series, long end) {
        Frame frame = series.frame();
        List<Reading.InWindow> windows = new ArrayList<>();
        for (int i = 0; i < frame.windows(); i++) {
            windows.add(inWindow(series, frame.window(i), series.window(i, end)));
        }
        return new Reading(
                series.sliId(), series.scopeText(), windows, series.standing().verdicts(frames.minute()));
    }

    /** The cells of {@code step} minutes of one series in [from, to), epoch minutes; empty when there is no such series. */
    Optional<List<Counted>> history(String appKey, String sli, String scope, int step, long from, long to) {
        List<Counted> cells = new ArrayList<>();
        return byHour(appKey, sli, scope, from, to, (series, start, end) -> {
                    for (Counted cell : series.cells(start, end, step)) {
                        if (!cell.isEmpty()) {
                            cells.add(cell);
                        }
                    }
                })
                ? Optional.of(cells)
                : Optional.empty();
    }

    /** What of [from, to) was not measured, epoch minutes, of one indicator. */
    List<Gap> gaps(String sli, long from, long to) {
        synchronized (partition) {
            return measuring.gaps(from, to, Series.isByProber(sli));
        }
    }

    /**
     * How long the good events of one series in [from, to) took, epoch minutes on five minutes; empty when there is no such
     * series.
     */
    Optional<Latencies> latencies(String appKey, String sli, String scope, long from, long to) {
        Latencies sum = new Latencies();
        AtomicReference<Basis> basis = new AtomicReference<>(Basis.GENERIC);
        boolean known = byHour(appKey, sli, scope, from, to, (series, start, end) -> {
            if (series.hasCustom(start, end)) {
                basis.set(Basis.CUSTOM);
            }
        });
        byHour(appKey, sli, scope, from, to, (series, start, end) -> series.addLatencies(sum, basis.get(), start, end));
        return known ? Optional.of(sum) : Optional.empty();
    }

    /**
     * Why the bad events of one series in [from, to) were bad, epoch minutes on five minutes; empty when there is no such series.
     */
    Optional<Evidence> evidence(String appKey, String sli, String scope, long from, long to) {
        List<Evidence> found = new ArrayList<>(1);
        look(appKey, sli, scope, from, to, (series, start, end) -> found.add(series.evidence(start, end)));
        return found.stream().findFirst();
    }

    /** A look at some minutes of a series. */
    private interface Look {
        void at(Series series, long from, long to);
    }

    /** Looks at a long time hour by hour, so that nobody waits for it. False when there is no such series. */
    private boolean byHour(String appKey, String sli, String scope, long from, long to, Look look) {
        for (long at = from; at < to; ) {
            long until = Math.min(to, (Math.floorDiv(at, HourPage.MINUTES) + 1) * HourPage.MINUTES);
            if (!look(appKey, sli, scope, at, until, look)) {
                return false;
            }
            at = until;
        }
        return true;
    }

    private boolean look(String appKey, String sli, String scope, long from, long to, Look look) {
        byte[] wanted = scope.getBytes(StandardCharsets.UTF_8);
        synchronized (partition) {
            for (Series each : table.of(appKey)) {
                if (each.sliId().equals(sli) && each.isOfScope(wanted)) {
                    look.at(each, from, to);
                    return true;
                }
            }
            return false;
        }
    }
}
