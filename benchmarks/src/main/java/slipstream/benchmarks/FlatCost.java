package slipstream.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import slipstream.processor.slo.Objective;
import slipstream.processor.slo.Programme;
import slipstream.processor.slo.Window;
import slipstream.schemas.InMemorySchemaIds;

/** P5: whether an event costs more with longer windows, more history, or late events. In the core alone, by CPU time of the thread. */
final class FlatCost {
    private static final int ROUNDS = 25;
    private static final int WARM_UP_ROUNDS = 8;
    private static final int EVENTS_PER_ROUND = 100_000;
    private static final Workload DENSE = Workload.D100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Scale scale;

    FlatCost(Scale scale) {
        this.scale = scale;
    }

    void run(Report report) {
        report.row(
                "P5",
                "cost per event, 28 d window in use : 15 m alone",
                "≤ 1.25",
                longWindows().text(Samples::ratio));
        report.row(
                "P5",
                "cost per event, full month of history : none",
                "≤ 2.2",
                fullMonth().text(Samples::ratio));
        report.row(
                "P5",
                "cost per event, 5 % late : none late",
                "≤ 1.15",
                lateEvents().text(Samples::ratio));
    }

    private Samples longWindows() {
        return costs(new Side(DENSE, new Core(Programme.four())), new Side(DENSE, new Core(quarterOfAnHourAlone())));
    }

    private Samples fullMonth() {
        Core full = new Core(Programme.four());
        new Month(DENSE).fill(full);
        return costs(new Side(DENSE, full), new Side(DENSE, new Core(Programme.four())));
    }

    private Samples lateEvents() {
        return costs(
                new Side(DENSE, new Core(Programme.four())),
                new Side(DENSE.withoutLateEvents(), new Core(Programme.four())));
    }

    private static Programme quarterOfAnHourAlone() {
        Window quarter = Window.of(Duration.ofMinutes(15));
        List<Objective> objectives = Programme.four().objectives().stream()
                .map(each -> Objective.rate(each.id(), each.id(), each.targetPpm(), quarter))
                .toList();
        return new Programme(objectives, List.of(quarter));
    }

    /** Ratios of cost per event; who goes first alternates. */
    private Samples costs(Side dear, Side cheap) {
        Samples ratios = new Samples();
        for (int round = -scale.of(WARM_UP_ROUNDS); round < scale.of(ROUNDS); round++) {
            dear.prepare();
            cheap.prepare();
            // What was made first has been moved together by the collector already, and would be read faster.
            System.gc();
            boolean dearFirst = round % 2 == 0;
            double first = (dearFirst ? dear : cheap).run();
            double second = (dearFirst ? cheap : dear).run();
            if (round >= 0) {
                ratios.add(dearFirst ? first / second : second / first);
            }
        }
        return ratios;
    }

    /** One core and the stream that it counts. */
    private static final class Side {
        private final EventStream events;
        private final Core core;
        private final List<EventStream.Written> batch = new ArrayList<>(EVENTS_PER_ROUND);

        Side(Workload workload, Core core) {
            this.events = new EventStream(workload, new InMemorySchemaIds());
            this.core = core;
        }

        void prepare() {
            batch.clear();
            for (int i = 0; i < EVENTS_PER_ROUND; i++) {
                batch.add(events.next());
            }
        }

        double run() {
            long begin = THREADS.getCurrentThreadCpuTime();
            for (EventStream.Written event : batch) {
                core.count(event);
            }
            core.commit();
            return (double) (THREADS.getCurrentThreadCpuTime() - begin) / EVENTS_PER_ROUND;
        }
    }
}
