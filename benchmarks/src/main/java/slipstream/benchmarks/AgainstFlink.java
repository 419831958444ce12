package slipstream.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipstream.benchmarks.flink.Job;
import slipstream.schemas.Topics;

/** P2: events a second of ours and of Flink's jobs, in turns, from the same partition: a commit a second, a checkpoint a second. */
final class AgainstFlink {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Ours ours;
    private final Workload workload;
    private final Samples ourSpeed = new Samples();
    private final List<Compared> all;

    AgainstFlink(Cluster cluster, Ours ours, Workload workload, Peer... peers) {
        this.cluster = cluster;
        this.ours = ours;
        this.workload = workload;
        this.all = Stream.of(peers)
                .map(peer -> new Compared(peer, new Samples(), new Samples(), new Samples()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * A job that is compared.
     *
     * @param share which share of the events a slow one reads
     */
    record Peer(Job job, double share, String name, String goal) {}

    private record Compared(Peer peer, Samples speed, Samples ratio, Samples cpuRatio) {
        void add(Speed our, Speed its) {
            speed.add(its.perSecond());
            ratio.add(our.perSecond() / its.perSecond());
            cpuRatio.add(its.cpuNanos() / our.cpuNanos());
        }
    }

    /**
     * The topic holds so many events.
     *
     * @param from the event from which on is measured; of a job that reads a share, the same share
     */
    void run(int from, int events, Scale scale, Report report) throws IOException, InterruptedException {
        try (Flink flink = new Flink(cluster)) {
            for (int round = -Math.min(1, scale.warmUp()); round < scale.rounds(); round++) {
                Speed our = ours.run(COMMIT, run -> run.speed(from, events));
                if (round >= 0) {
                    ourSpeed.add(our.perSecond());
                }
                boolean counts = round >= 0;
                all.removeIf(each -> !report.figure("P2", name(each), to -> {
                    double share = each.peer().share();
                    Speed its = flink.speed(
                            each.peer().job(), Topics.EVENTS.name(), Math.max(1, (long) (from * share)), (long)
                                    (events * share));
                    if (counts) {
                        each.add(our, its);
                    }
                }));
            }
        }
        all.forEach(each -> tell(each, report));
    }

    private String name(Compared each) {
        return "%s: events/s, ours : Flink, %s"
                .formatted(workload.name(), each.peer().name());
    }

    private void tell(Compared each, Report report) {
        report.row(
                "P2",
                "%s (%s : %s)"
                        .formatted(
                                name(each),
                                ourSpeed.text(Samples::whole),
                                each.speed().text(Samples::whole)),
                each.peer().goal(),
                each.ratio().text(Samples::ratio));
        report.row(
                "",
                "%s: the same by CPU time of the counting threads".formatted(workload.name()),
                "",
                each.cpuRatio().text(Samples::ratio));
    }
}
