package slipstream.processor.slo;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The windows of one series that end at one minute, with what is excluded or would be. */
final class SeriesWindows implements Windows {
    /** What is younger is kept by minute, and looked at by minute. */
    private static final int MINUTES_BY_MINUTE = 2 * HourPage.MINUTES;

    private final Series series;
    private final Measuring measuring;
    private final boolean byProber;
    private final @Nullable Mask excluded;
    private final IntFunction<Counted> byIndex;

    /**
     * @param byProber whether the prober measures the series
     * @param excluded the time that does not count; null when all does
     * @param byIndex a window by its place in the series' frame
     */
    SeriesWindows(
            Series series,
            Measuring measuring,
            boolean byProber,
            @Nullable Mask excluded,
            IntFunction<Counted> byIndex) {
        this.series = series;
        this.measuring = measuring;
        this.byProber = byProber;
        this.excluded = excluded;
        this.byIndex = byIndex;
    }

    @Override
    public Counted counted(Window window) {
        return byIndex.apply(series.frame().indexOf(window));
    }

    @Override
    public boolean isSilentBefore(Window window) {
        Counted counted = counted(window);
        long start = measuring.startOf(window.minutes(), counted.to(), byProber);
        if (start < 0) {
            return false;
        }
        boolean old = series.frame().minute() - start > MINUTES_BY_MINUTE;
        long from = old ? Math.floorDiv(start, HourPage.FIVE) * HourPage.FIVE : start;
        return from >= counted.from()
                || series.cellWithout(excluded, from, counted.from()).counts().valid() == 0;
    }

    @Override
    public Latencies latencies(Window window) {
        Counted counted = counted(window);
        Latencies sum = new Latencies();
        long from = Math.floorDiv(counted.from(), HourPage.FIVE) * HourPage.FIVE;
        long to = -Math.floorDiv(-counted.to(), HourPage.FIVE) * HourPage.FIVE;
        series.addLatencies(sum, counted.basis(), excluded, from, to);
        return sum;
    }
}
