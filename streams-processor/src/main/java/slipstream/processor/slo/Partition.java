package slipstream.processor.slo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * All series of one partition, and its clock: the newest arrival time read from it, and nothing else. Counts events, judges
 * every minute as the clock passes it, and answers what is known. A pure function of the records in their order, so that a
 * replay gives the same verdicts. Written by one thread, read by many: every method is one short critical section.
 */
public final class Partition {
    /** Oldest event time that counts, in minutes before the judged one: 31 days, and what a gateway's clock may be off. */
    static final int KEPT_MINUTES = 31 * 24 * 60 + HourPage.FIVE;

    /** How far a cell may lie ahead of the judged minute. */
    static final int AHEAD_MINUTES = 10;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final int iframeLoad;
    private final long graceMillis;
    private final Decision.Reader reader;
    private final State state;
    private final Frames frames;
    private final Promises promises;
    private final SeriesTable table;
    private final EventIds ids;
    private final OpenLoads loads = new OpenLoads();
    private final Exclusions exclusions = new Exclusions();
    private final Measuring measuring = new Measuring();
    private final ByteWriter out = new ByteWriter();
    private final Answers answers;
    private final LookAhead ahead;

    private long clock = NOT_STARTED;

    /** Before this time of the clock no minute begins and none is judged. */
    private long nothingUntil = NOT_STARTED;

    private boolean unwritten;
    private boolean tellsAll;

    /**
     * The partition as it was when its state was last written.
     *
     * @param programme what is promised unless people decide otherwise
     * @param sliIds the id of an indicator's number
     * @param iframeLoad number of the indicator whose events are ends of loads
     * @param graceMillis how long a minute waits before it is judged
     * @param reader reads decisions back from the state
     * @param state where it is kept
     */
    public Partition(
            Programme programme,
            IntFunction<String> sliIds,
            int iframeLoad,
            long graceMillis,
            Decision.Reader reader,
            State state) {
        this.reader = reader;
        this.iframeLoad = iframeLoad;
        this.graceMillis = graceMillis;
        this.state = state;
        this.frames = new Frames(programme);
        this.promises = new Promises(programme);
        Apps apps = new Apps();
        this.table = new SeriesTable(apps, promises, sliIds, frames, measuring, state);
        this.ids = new EventIds(iframeLoad, apps, state.seen());
        this.ahead = new LookAhead(table, ids);
        this.answers = new Answers(this, table, frames, exclusions, measuring);
        restore();
    }

    /** Whether this is the key of the partition's own head record, with which everything that is written together ends. */
    public static boolean isOwn(byte[] key) {
        return HeadKeys.isOwn(key);
    }

    /** The number of the series whose head stands under a key; negative when it is no head of a series. */
    public static int seriesOf(byte[] key) {
        return HeadKeys.isHead(key) ? HeadKeys.seriesOf(key) : -1;
    }

    /** The key under which the head of a series stands. */
    public static byte[] headOf(int series) {
        return HeadKeys.ofHead(series);
    }

    /** A tick: time has passed, nothing else. */
    public synchronized void tick(long receivedAt, Consumer<Verdict> told) {
        tick(receivedAt, Tick.PLAIN, told);
    }

    /** A tick that may say more than that. */
    public synchronized void tick(long receivedAt, Tick tick, Consumer<Verdict> told) {
        long at = Math.max(clock, receivedAt);
        // Before the minutes are judged that it completes: it tells of them too.
        tick.refusedSince().ifPresent(since -> measuring.refused(minuteOf(Math.min(since, at)), minuteOf(at)));
        moveClock(receivedAt, told);
        measuring.prober(minuteOf(at), tick.prober());
    }

    private static long minuteOf(long millis) {
        return Math.floorDiv(millis, MINUTE_MILLIS);
    }

    /** A decision that people made at this point of the log: in force at once, for the past too. */
    public synchronized void decide(Decision decision, long receivedAt, Consumer<Verdict> told) {
        moveClock(receivedAt, told);
        take(decision);
        byte[] key = decision instanceof Decision.Excluded
                ? HeadKeys.ofExclusion(decision.appKey(), decision.id())
                : HeadKeys.ofObjective(decision.appKey(), decision.id());
        state.writeHead(key, decision.holds() ? decision.record() : null);
        for (Series each : concerned(decision.appKey())) {
            table.lookAgain(each, 0);
            if (decision instanceof Decision.Promised) {
                promise(each, told);
            } else if (each.exclude(exclusions.maskOf(each, frames.minute()))) {
                judgeAgain(each, told);
            }
        }
    }

    /** Has a series judged by the objectives that are in force now, and at once by those that are new. */
    private void promise(Series series, Consumer<Verdict> told) {
        List<Objective> inForce = promises.of(series.app.keyText(), series.sliId(), series.scopeText());
        if (!inForce.equals(series.standing().objectives())) {
            series.standing().withdraw(inForce, frames.minute(), told);
            List<Objective> changed = table.promise(series, inForce);
            series.standing().judgeAgain(frames.minute(), changed, told);
        }
    }

    /** What is promised to an app, broken ones included. */
    public synchronized List<InForce> promisedTo(String appKey) {
        return promises.to(appKey);
    }

    private void take(Decision decision) {
        if (decision instanceof Decision.Excluded excluded) {
            exclusions.take(excluded);
        } else if (decision instanceof Decision.Promised promised) {
            promises.take(promised);
        }
    }

    private List<Series> concerned(String appKey) {
        return appKey.equals(Decision.EVERY_APP) ? table.all() : table.of(appKey);
    }

    private List<Series> withExclusions() {
        return exclusions.anyForEveryApp()
                ? table.all()
                : exclusions.apps().stream()
                        .flatMap(app -> table.of(app).stream())
                        .toList();
    }

    /** Recurring exclusions are laid out a few hours ahead; those that nothing kept lies in are let go. */
    private void layOutExclusions() {
        exclusions
                .forgetBefore(frames.minute() - KEPT_MINUTES)
                .forEach(ended -> state.writeHead(HeadKeys.ofExclusion(ended.getKey(), ended.getValue()), null));
        withExclusions().forEach(each -> each.extendExclusions(exclusions.maskOf(each, frames.minute())));
    }

    private Series create(App app, int sli, byte[] scope) {
        Series created = table.create(app, sli, scope);
        if (!exclusions.isEmpty()) {
            created.exclude(exclusions.maskOf(created, frames.minute()));
        }
        return created;
    }

    /** Counts one event, after judging the minutes that its arrival completes. */
    public synchronized Accepted count(Observed event, Consumer<Verdict> told) {
        return countHashed(event.hash(), told);
    }

    /** Counts a run of events in their order, as if they came one by one. */
    public synchronized void count(Run run, Consumer<Verdict> told) {
        ahead.look(run);
        for (int i = 0; i < run.size(); i++) {
            run.begin(i);
            run.end(i, countHashed(run.event(i), told));
        }
    }

    private Accepted countHashed(Observed event, Consumer<Verdict> told) {
        moveClock(event.receivedAt, told);
        long minute = event.minute;
        if (minute < frames.minute() - KEPT_MINUTES) {
            return Accepted.TOO_LATE;
        }
        if (minute > frames.minute() + AHEAD_MINUTES) {
            return Accepted.IN_FUTURE;
        }
        int series = table.find(event);
        if (series == SeriesIndex.NONE && table.app(event.appKey()).isFull()) {
            return Accepted.TOO_MANY_SERIES;
        }
        if (event.outcome == Observed.Outcome.STARTED) {
            return begin(event, table.app(event.appKey()), event.hour);
        }
        if (!ids.remember(event, event.hour)) {
            return Accepted.DUPLICATE;
        }
        if (event.sli == iframeLoad && !loads.isEmpty()) {
            loads.end(OpenLoads.name(table.app(event.appKey()).keyText(), event.id()));
        }
        if (event.outcome == Observed.Outcome.ABANDONED) {
            return Accepted.ABANDONED;
        }
        if (series == SeriesIndex.NONE) {
            series = create(table.app(event.appKey()), event.sli, event.scopeBytes()).number;
        }
        if (event.outcome == Observed.Outcome.GOOD) {
            table.countGood(series, event);
            return Accepted.COUNTED;
        }
        return put(event, table.get(series), minute, clock, told);
    }

    private Accepted put(Observed event, Series counted, long minute, long at, Consumer<Verdict> told) {
        table.touch(counted);
        if (event.outcome == Observed.Outcome.EXCLUDED) {
            counted.countExcluded(minute);
            return Accepted.EXCLUDED;
        }
        counted.countBad(minute, event.byApp, event.failure());
        if (counted.standing().isAtEvents()) {
            table.settle();
            counted.standing().judgeEvent(Math.floorDiv(at, MINUTE_MILLIS) + 1, told);
        }
        return Accepted.COUNTED;
    }

    private Accepted begin(Observed event, App app, long hour) {
        long id = event.idHash;
        if (ids.contains(app, id, hour - 1, hour + 1)) {
            return Accepted.DUPLICATE;
        }
        if (loads.isFull()) {
            return Accepted.TOO_MANY_OPEN_LOADS;
        }
        long dueAt = Math.max(event.receivedAt, event.occurredAt + OpenLoads.LIMIT_MILLIS) + graceMillis;
        String name = OpenLoads.name(app.keyText(), event.id());
        OpenLoads.Load load = new OpenLoads.Load(name, app.key, event.scopeBytes(), id, event.occurredAt, dueAt);
        return loads.begin(load) ? Accepted.OPENED : Accepted.DUPLICATE;
    }

    private void countOverdueLoads(long until, Consumer<Verdict> told) {
        for (OpenLoads.Load load = loads.nextOverdue(until); load != null; load = loads.nextOverdue(until)) {
            App app = table.app(load.appKey());
            long minute = Math.floorDiv(load.badAt(), MINUTE_MILLIS);
            Observed event = new Observed()
                    .app(load.appKey())
                    .in(load.scope())
                    .scope(0, load.scope().length)
                    .says(iframeLoad, Observed.Outcome.BAD, false)
                    .because(load::failure)
                    .hash();
            int known = table.find(event);
            if (known != SeriesIndex.NONE || !app.isFull()) {
                ids.remember(app, load.id(), Math.floorDiv(minute, HourPage.MINUTES), until);
                Series series = known == SeriesIndex.NONE ? create(app, iframeLoad, load.scope()) : table.get(known);
                put(event, series, minute, until, told);
            }
        }
    }

    private void moveClock(long receivedAt, Consumer<Verdict> told) {
        unwritten = true;
        if (receivedAt <= clock) {
            return;
        }
        if (receivedAt < nothingUntil && loads.isEmpty()) {
            clock = receivedAt;
        } else {
            moveOn(receivedAt, told);
            nothingUntil = Math.min(
                    (minuteOf(clock) + 1) * MINUTE_MILLIS, (frames.minute() + 1) * MINUTE_MILLIS + graceMillis);
        }
    }

    private void moveOn(long receivedAt, Consumer<Verdict> told) {
        long previous = clock;
        clock = receivedAt;
        long target = Math.floorDiv(clock - graceMillis, MINUTE_MILLIS);
        if (previous == NOT_STARTED) {
            frames.moveTo(target);
            measuring.record(minuteOf(clock));
            return;
        }
        measuring.record(minuteOf(clock));
        while (frames.minute() < target) {
            long minute = frames.minute() + 1;
            countOverdueLoads(minute * MINUTE_MILLIS + graceMillis, told);
            judge(minute, told);
        }
        if (!loads.isEmpty()) {
            countOverdueLoads(clock, told);
        }
    }

    private void judge(long minute, Consumer<Verdict> told) {
        boolean layingOut = minute % HourPage.MINUTES == 0 && !exclusions.isEmpty();
        if (layingOut) {
            table.settle();
        }
        frames.moveTo(minute);
        measuring.end(minute - 1);
        if (layingOut) {
            layOutExclusions();
        }
        Consumer<Verdict> changes = tellsAll ? unheard -> {} : told;
        boolean measured = measuring.gapAt(minute - 1, true).isEmpty();
        table.forEachDue(measured ? minute : Long.MAX_VALUE, each -> follow(each, minute, changes));
        if (tellsAll) {
            table.all().forEach(each -> each.standing().verdicts(minute).forEach(told));
            tellsAll = false;
        }
    }

    private void follow(Series series, long minute, Consumer<Verdict> told) {
        boolean changed = series.advance();
        changed |= series.standing().judge(minute, told);
        if (changed) {
            table.touch(series);
        } else {
            table.lookAgain(series, series.nextChange());
        }
    }

    /** The next minute that is judged tells every verdict, changed or not: whoever listens may have heard another before. */
    public synchronized void tellAllAtNextMinute() {
        tellsAll = true;
    }

    /** Whether that minute was judged. */
    public synchronized boolean hasToldAll() {
        return !tellsAll;
    }

    /** Judges the current minute of a series again: its past is no longer what it was. */
    void judgeAgain(Series series, Consumer<Verdict> told) {
        if (series.standing().judgeAgain(frames.minute(), series.standing().objectives(), told)) {
            table.touch(series);
        }
    }

    /** Writes what changed since the last time, and the own record after all others. Call inside the commit. */
    public synchronized void write() {
        ids.write(frames.base().hour() - 1);
        table.write(out);
        loads.write(state, out);
        if (measuring.isDirty()) {
            state.writeHead(HeadKeys.ofMeasuring(), measuring.write(out));
        }
        if (unwritten) {
            state.writeHead(
                    HeadKeys.OWN,
                    out.reset()
                            .varLong(clock)
                            .varLong(Math.floorDiv(clock, MINUTE_MILLIS) - frames.minute())
                            .toBytes());
            unwritten = false;
        }
    }

    private void restore() {
        TreeMap<Integer, byte[]> names = new TreeMap<>();
        Map<Integer, byte[]> heads = new HashMap<>();
        state.readHeads((key, head) -> {
            if (HeadKeys.isOwn(key)) {
                ByteReader in = new ByteReader(head);
                clock = in.varLong();
                frames.moveTo(Math.floorDiv(clock, MINUTE_MILLIS) - in.varLong());
            } else if (HeadKeys.isMeasuring(key)) {
                measuring.read(head);
            } else if (HeadKeys.isName(key)) {
                names.put((int) new ByteReader(head).varLong(), key);
            } else if (HeadKeys.isHead(key)) {
                heads.put(HeadKeys.seriesOf(key), head);
            } else {
                take(HeadKeys.isExclusion(key) ? reader.excluded(head) : reader.promised(head));
            }
        });
        if (clock != NOT_STARTED) {
            ids.restored();
            table.restore(names, heads);
            withExclusions().forEach(each -> each.exclude(exclusions.maskOf(each, frames.minute())));
        }
        state.readLoads((name, load) -> loads.restore(OpenLoads.read(name, load)));
    }

    /** Arrival time of the newest record that was read, in epoch milliseconds; {@code Long.MIN_VALUE} before the first. */
    public synchronized long measuredThrough() {
        return clock;
    }

    /** How many series an app has. */
    public synchronized int seriesOf(String appKey) {
        return table.of(appKey).size();
    }

    /** What is known of an app's series as of an epoch minute, exclusive; empty when nothing was ever counted for it. */
    public List<Reading> read(String appKey, long end) {
        return answers.read(appKey, end);
    }

    /**
     * What an exclusion would do, were it in force: for each series that it selects, the windows as they are and as they would be,
     * as of an epoch minute, exclusive.
     */
    public List<Effect> preview(String appKey, Exclusion exclusion, long end) {
        return answers.preview(appKey, exclusion, end);
    }

    /** The cells of {@code step} minutes of one series in [from, to), epoch minutes; empty when there is no such series. */
    public Optional<List<Counted>> history(String appKey, String sli, String scope, int step, long from, long to) {
        return answers.history(appKey, sli, scope, step, from, to);
    }

    /** What of [from, to) was not measured, epoch minutes, of one indicator. */
    public List<Gap> gaps(String sli, long from, long to) {
        return answers.gaps(sli, from, to);
    }

    /**
     * How long the good events of one series in [from, to) took, epoch minutes on five minutes; empty when there is no such
     * series.
     */
    public Optional<Latencies> latencies(String appKey, String sli, String scope, long from, long to) {
        return answers.latencies(appKey, sli, scope, from, to);
    }

    /**
     * Why the bad events of one series in [from, to) were bad, epoch minutes on five minutes; empty when there is no such series.
     */
    public Optional<Evidence> evidence(String appKey, String sli, String scope, long from, long to) {
        return answers.evidence(appKey, sli, scope, from, to);
    }
}
