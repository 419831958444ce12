package slipstream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Programme;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.Slis;

/** P11: what it costs to read windows, with much history and with little, and a month of cells. */
final class Reads {
    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final Workload APPS = new Workload("d25", 25, 15, 0, Duration.ZERO);
    private static final int READS = 200_000;
    private static final int ROUNDS = 9;
    private static final int FIVE = 5;
    private static final int MONTH_MINUTES = (int) Duration.ofDays(31).toMinutes();
    private static final int WINDOWS = Programme.four().windows().size();

    private final Scale scale;
    private long seen;

    Reads(Scale scale) {
        this.scale = scale;
    }

    /** In process: windows of the core alone, with a month of history and with an hour, in turns. */
    void windows(Report report) {
        Core month = new Core(Programme.four());
        new Month(APPS).fill(month);
        Core hour = new Core(Programme.four());
        EventStream events = new EventStream(APPS, new InMemorySchemaIds());
        for (int i = 0; i < APPS.eventsIn(Duration.ofHours(1)); i++) {
            EventStream.Written event = events.next();
            hour.count(event);
            month.count(event);
        }
        Samples nanos = new Samples();
        Samples ratio = new Samples();
        for (int round = -2; round < scale.of(ROUNDS); round++) {
            double withHour = nanos(hour.partition());
            double withMonth = nanos(month.partition());
            if (round >= 0) {
                nanos.add(withMonth);
                ratio.add(withMonth / withHour);
            }
        }
        report.row("P11", "one window in process, with a month of history, ns", "≤ 1,000", nanos.text(Samples::whole));
        report.row("P11", "window values, a month of history : an hour", "≤ 1.5", ratio.text(Samples::ratio));
    }

    private double nanos(Partition partition) {
        long end = Math.floorDiv(partition.measuredThrough(), 60_000) + 1;
        int reads = scale.of(READS);
        long begin = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            seen += partition.read(EventStream.appKey(i % APPS.apps()), end).size();
        }
        return (double) (System.nanoTime() - begin) / reads / Workload.SERIES_PER_APP / WINDOWS;
    }

    /** From disk: the five-minute cells of a month, one series after the other. */
    void history(Ours ours, Workload workload, int events, Report report) {
        List<Double> millis = ours.run(COMMIT, run -> {
            run.await(events);
            return millis(run.partition(), workload);
        });
        Collections.sort(millis);
        report.row(
                "P11",
                "%s: history of 31 days of one series, p99 of %,d, ms".formatted(workload.name(), millis.size()),
                "≤ 50",
                String.format(Locale.ROOT, "%.1f", millis.get(millis.size() * 99 / 100)));
    }

    private List<Double> millis(Partition partition, Workload workload) {
        long end = Math.floorDiv(partition.measuredThrough(), 60_000 * FIVE) * FIVE;
        List<Double> millis = new ArrayList<>();
        for (int app = 0; app < workload.apps(); app++) {
            for (var sli : EventStream.SLIS) {
                long begin = System.nanoTime();
                seen += partition
                        .history(
                                EventStream.appKey(app),
                                Slis.id(sli),
                                EventStream.scope(app, sli),
                                FIVE,
                                end - MONTH_MINUTES,
                                end)
                        .orElseThrow()
                        .size();
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return millis;
    }
}
