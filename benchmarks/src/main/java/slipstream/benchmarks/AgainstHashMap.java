package slipstream.benchmarks;

import java.time.Duration;

/** P3 and P8: events a second of ours and of a bare consumer with a hash map, in turns, from the same partition. */
final class AgainstHashMap {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Ours ours;
    private final Samples ourSpeed = new Samples();
    private final Samples loopSpeed = new Samples();
    private final Samples ratio = new Samples();
    private final Samples cpuRatio = new Samples();

    AgainstHashMap(Cluster cluster, Ours ours) {
        this.cluster = cluster;
        this.ours = ours;
    }

    void run(String number, Workload workload, int events, Scale scale, String goal, Report report) {
        for (int round = -scale.warmUp(); round < scale.rounds(); round++) {
            Speed loop = ConsumerLoop.speed(cluster.settings(), events / 4, events);
            Speed our = ours.run(COMMIT, run -> run.speed(events / 4, events));
            if (round >= 0) {
                add(our, loop);
            }
        }
        report.row(
                number,
                "%s: events/s, ours : consumer + decode + hash map (%s : %s)"
                        .formatted(workload.name(), ourSpeed.text(Samples::whole), loopSpeed.text(Samples::whole)),
                goal,
                ratio.text(Samples::percent));
        report.row(
                "",
                "%s: the same by CPU time of the counting thread".formatted(workload.name()),
                "",
                cpuRatio.text(Samples::percent));
    }

    private void add(Speed our, Speed loop) {
        ourSpeed.add(our.perSecond());
        loopSpeed.add(loop.perSecond());
        ratio.add(our.perSecond() / loop.perSecond());
        cpuRatio.add(loop.cpuNanos() / our.cpuNanos());
    }
}
