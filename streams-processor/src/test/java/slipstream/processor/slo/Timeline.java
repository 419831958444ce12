package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A partition spoken to in the words of the domain: events of one app, ticks, restarts. Times are minutes since a Monday. */
public final class Timeline {
    public static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    static final int WEBHOOK = 4;
    static final int IFRAME = 2;
    static final String[] IDS = {
        "", "availability", "iframe-load", "installation-callback", "webhook-delivery", "synthetic"
    };
    static final long GRACE_MILLIS = 10_000;

    final HeapState state = new HeapState();
    final List<Verdict> verdicts = new ArrayList<>();
    Partition partition = open();

    /** The partition as it is now. */
    public Partition partition() {
        return partition;
    }

    Accepted last;

    private String app = "com.example.app";
    private Observed.Outcome outcome = Observed.Outcome.GOOD;
    private int sli = WEBHOOK;
    private boolean byApp;
    private String scope = "jira";
    private long took = -1;
    private Tick tick = Tick.PLAIN;

    private Partition open() {
        return open(state);
    }

    private static Partition open(HeapState state) {
        return new Partition(
                Programme.four(), number -> IDS[number], IFRAME, GRACE_MILLIS, new WrittenDecisions(), state);
    }

    /** The state is written. */
    public Timeline commit() {
        partition.write();
        return this;
    }

    /** What another instance makes of the state as it was last written, opened for some apps. */
    public Partition copyOf(Set<String> apps) {
        return open(state.of(apps));
    }

    public static long millis(double minute) {
        return MONDAY.toEpochMilli() + Math.round(minute * 60_000);
    }

    public static long epochMinute(long minute) {
        return MONDAY.getEpochSecond() / 60 + minute;
    }

    public Timeline of(String appKey) {
        app = appKey;
        return this;
    }

    public Timeline iframe(boolean reportedByApp) {
        sli = IFRAME;
        byApp = reportedByApp;
        return this;
    }

    /** Of which scope the events from now on are. */
    public Timeline scope(String name) {
        scope = name;
        return this;
    }

    /** How long the events from now on took, in milliseconds. */
    public Timeline took(long millis) {
        took = millis;
        return this;
    }

    /** An objective is promised, now, for an app or for all. */
    public Timeline promise(String appKey, Objective objective) {
        partition.decide(WrittenDecisions.promised(appKey, objective), partition.measuredThrough(), verdicts::add);
        return this;
    }

    /** Something is promised that cannot be judged, now. */
    public Timeline promiseBroken(String appKey, String id, String reason) {
        Decision decision = new Decision.Promised(appKey, id, Optional.empty(), Optional.of(reason), new byte[0]);
        partition.decide(decision, partition.measuredThrough(), verdicts::add);
        return this;
    }

    /** An objective is taken back, now. */
    Timeline takeBack(String appKey, String id) {
        partition.decide(WrittenDecisions.takenBack(appKey, id), partition.measuredThrough(), verdicts::add);
        return this;
    }

    /** Somebody excludes the minutes [from, to) of the app, now. */
    Timeline exclude(String id, Selector selector, int from, int to) {
        Span span = new Span(epochMinute(from), epochMinute(to));
        partition.decide(
                WrittenDecisions.excluded(app, id, selector, span), partition.measuredThrough(), verdicts::add);
        return this;
    }

    /** Somebody takes an exclusion back, now. */
    Timeline include(String id) {
        partition.decide(
                new Decision.Excluded(app, id, Optional.empty(), new byte[0]),
                partition.measuredThrough(),
                verdicts::add);
        return this;
    }

    /** A bad event of which more is known. */
    public Timeline fails(Failure failure, double arrived) {
        byte[] bytes = ("jira" + failure.id()).getBytes(StandardCharsets.UTF_8);
        last = partition.count(
                new Observed()
                        .app(app.getBytes(StandardCharsets.UTF_8))
                        .in(bytes)
                        .scope(0, 4)
                        .id(4, bytes.length)
                        .says(sli, Observed.Outcome.BAD, byApp)
                        .at(failure.occurredAt(), millis(arrived))
                        .because(() -> failure),
                verdicts::add);
        return this;
    }

    public Timeline event(String id, Observed.Outcome what, double occurred, double arrived) {
        outcome = what;
        byte[] bytes = (scope + id).getBytes(StandardCharsets.UTF_8);
        last = partition.count(
                new Observed()
                        .app(app.getBytes(StandardCharsets.UTF_8))
                        .in(bytes)
                        .scope(0, scope.length())
                        .id(scope.length(), bytes.length)
                        .says(sli, outcome, byApp)
                        .took(took)
                        .at(millis(occurred), millis(arrived)),
                verdicts::add);
        return this;
    }

    public Timeline good(String id, double occurred, double arrived) {
        return event(id, Observed.Outcome.GOOD, occurred, arrived);
    }

    public Timeline bad(String id, double occurred, double arrived) {
        return event(id, Observed.Outcome.BAD, occurred, arrived);
    }

    /** Ticks every five seconds up to a minute, as a living gateway writes them. */
    public Timeline tickUntil(double minute) {
        long until = millis(minute);
        long from = partition.measuredThrough() == Long.MIN_VALUE ? until : partition.measuredThrough();
        for (long at = from; at <= until; at += 5_000) {
            partition.tick(at, tick, verdicts::add);
        }
        partition.tick(until, tick, verdicts::add);
        return this;
    }

    /** From now on ticks say how the prober is. */
    Timeline prober(Tick.Prober how) {
        tick = new Tick(how, OptionalLong.empty());
        return this;
    }

    /** A tick, now, says that its gateway has been refusing for some minutes. */
    Timeline refuse(int minutes) {
        long now = partition.measuredThrough();
        partition.tick(now, new Tick(tick.prober(), OptionalLong.of(now - minutes * 60_000L)), verdicts::add);
        return this;
    }

    /** A tick at a minute says that its gateway has been refusing since another. */
    Timeline refusedSince(double since, double minute) {
        tickUntil(minute - 0.01);
        partition.tick(millis(minute), new Tick(tick.prober(), OptionalLong.of(millis(since))), verdicts::add);
        return this;
    }

    Timeline availability() {
        sli = 1;
        return this;
    }

    /** Nothing arrives until one tick at a minute. */
    public Timeline silenceUntil(double minute) {
        partition.tick(millis(minute), tick, verdicts::add);
        return this;
    }

    /** The state is written and the process dies; another takes over. */
    Timeline commitAndRestart() {
        partition.write();
        partition = open();
        return this;
    }

    Counted window(int index, long end) {
        return partition.read(app, epochMinute(end)).get(0).windows().get(index).counted();
    }

    List<VerdictKind> said() {
        return verdicts.stream().map(Verdict::kind).toList();
    }
}
