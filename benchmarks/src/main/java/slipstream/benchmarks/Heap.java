package slipstream.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.function.Consumer;
import slipstream.processor.slo.Programme;
import slipstream.schemas.InMemorySchemaIds;

/** P6: what the core holds on the heap for a series, ids of seen events included; what it has written lies elsewhere. */
final class Heap {
    private static final Workload FIRST_HOUR = new Workload("first hour", 4_000, 1, 0.05, Duration.ZERO);
    private static final Workload FULL_MONTH = new Workload("full month", 250, 0.2, 0, Duration.ZERO);

    private final Scale scale;

    Heap(Scale scale) {
        this.scale = scale;
    }

    void run(Report report) {
        row(report, "heap for a series, first hour, an event a minute, kB", "≤ 2", secondTime(FIRST_HOUR, Heap::hour));
        Workload month = new Workload(FULL_MONTH.name(), scale.of(FULL_MONTH.apps()), 0.2, 0, Duration.ZERO);
        row(
                report,
                "heap for a series, full month, an event in five minutes, kB",
                "≤ 4",
                secondTime(month, new Month(month)::fill));
    }

    private static void row(Report report, String figure, String goal, double bytes) {
        report.row("P6", figure, goal, Samples.ratio(bytes / 1_000));
    }

    private static void hour(Core core) {
        EventStream events = new EventStream(FIRST_HOUR, new InMemorySchemaIds());
        int count = FIRST_HOUR.eventsIn(Duration.ofHours(1));
        for (int i = 0; i < count; i++) {
            core.count(events.next());
        }
    }

    /** Whatever the first time leaves behind, such as classes and caches, is there before the second. */
    private static double secondTime(Workload workload, Consumer<Core> fill) {
        bytesPerSeries(workload, fill);
        return bytesPerSeries(workload, fill);
    }

    private static double bytesPerSeries(Workload workload, Consumer<Core> fill) {
        long before = used();
        Core core = new Core(Programme.four());
        try {
            fill.accept(core);
            core.commit();
            core.forgetWritten();
            return (double) (used() - before) / workload.series();
        } finally {
            Reference.reachabilityFence(core);
        }
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
