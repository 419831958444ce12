package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: an app, an indicator and a scope. Holds one lane of cells for what platform and hosts reported, one for what
 * the app reported itself, one for what was seen and not counted, and the standing verdict of every objective.
 */
final class Series {
    private static final int FORMAT = 6;
    private static final int LANES = 3;
    private static final int GENERIC = 0;
    private static final int CUSTOM = 1;
    private static final int EXCLUDED = 2;
    private static final String AVAILABILITY = "availability";
    private static final int NO_LATENCY = -1;

    /** Key under which the series has its number. */
    final byte[] name;

    final App app;
    boolean dirty;
    boolean named;

    final int number;
    private final String sliId;
    private final boolean byProber;
    private Frame frame;
    private final Measuring measuring;
    private final Pages pages;

    /** The lane that nearly all events are of. */
    private @Nullable Lane generic;

    private @Nullable Lane custom;
    private @Nullable Lane excluded;

    private final Standing standing;
    private @Nullable Mask mask;

    Series(
            int number,
            App app,
            int sli,
            String sliId,
            byte[] scope,
            Frame frame,
            Measuring measuring,
            Pages pages,
            List<Objective> objectives) {
        this.number = number;
        this.app = app;
        this.sliId = sliId;
        this.byProber = isByProber(sliId);
        this.name = HeadKeys.ofName(app.key, sli, scope);
        this.frame = frame;
        this.measuring = measuring;
        this.pages = pages;
        this.standing = new Standing(this, objectives);
    }

    /** What it is found by. */
    SeriesHash nameHash() {
        return new SeriesHash()
                .of(
                        app.key,
                        0,
                        app.key.length,
                        HeadKeys.sliOf(app.key, name),
                        name,
                        HeadKeys.scopeAt(app.key),
                        name.length);
    }

    String scopeText() {
        int scope = HeadKeys.scopeAt(app.key);
        return new String(name, scope, name.length - scope, StandardCharsets.UTF_8);
    }

    /** Whether it has a scope, as UTF-8. */
    boolean isOfScope(byte[] scope) {
        return Arrays.equals(name, HeadKeys.scopeAt(app.key), name.length, scope, 0, scope.length);
    }

    /** Reads what judging or writing an epoch minute would read first. The value means nothing. */
    long approach(long minute) {
        return approach(GENERIC, minute) + standing.approach();
    }

    /** Reads what writing would read besides. The value means nothing. */
    long approachWriting() {
        return generic == null ? 0 : generic.approachWriting();
    }

    private long approach(int index, long minute) {
        Lane lane = laneOrNull(index);
        return lane == null ? 0 : lane.approach(minute);
    }

    String sliId() {
        return sliId;
    }

    /** Counts good events of an epoch minute. */
    void countGood(long minute, boolean byApp, Bins bins) {
        lane(byApp ? CUSTOM : GENERIC).addGood(minute, bins);
    }

    /** Counts a bad event. */
    void countBad(long minute, boolean byApp, Failure failure) {
        Lane lane = lane(byApp ? CUSTOM : GENERIC);
        lane.add(minute, Counts.ONE_BAD, NO_LATENCY);
        lane.failures().add(failure);
    }

    void countExcluded(long minute) {
        lane(EXCLUDED).add(minute, Counts.ONE_GOOD, NO_LATENCY);
    }

    private Lane lane(int index) {
        Lane lane = laneOrNull(index);
        if (lane == null) {
            lane = new Lane(number, index, frame, pages);
            hold(index, lane);
            if (index != EXCLUDED) {
                lane.exclude(mask);
            }
        }
        return lane;
    }

    private @Nullable Lane laneOrNull(int index) {
        return index == GENERIC ? generic : index == CUSTOM ? custom : excluded;
    }

    private void hold(int index, Lane lane) {
        if (index == GENERIC) {
            generic = lane;
        } else if (index == CUSTOM) {
            custom = lane;
        } else {
            excluded = lane;
        }
    }

    private void forEachLane(Consumer<Lane> each) {
        for (int i = 0; i < LANES; i++) {
            Lane lane = laneOrNull(i);
            if (lane != null) {
                each.accept(lane);
            }
        }
    }

    /** Follows the frame by one minute. Answers whether the series must be written. */
    boolean advance() {
        boolean changed = generic != null && generic.advance();
        changed |= custom != null && custom.advance();
        changed |= excluded != null && excluded.advance();
        return changed;
    }

    /**
     * The next minute that has to be looked at, if no event comes until then: nothing that is counted changes before it, and no
     * objective says anything else or once more.
     */
    long nextChange() {
        long next = standing.isSettled() ? Long.MAX_VALUE : frame.minute() + 1;
        for (int i = 0; i < LANES; i++) {
            Lane lane = laneOrNull(i);
            if (lane != null && next > frame.minute() + 1) {
                next = Math.min(next, lane.nextChange());
            }
        }
        return next;
    }

    Frame frame() {
        return frame;
    }

    /** From now on the windows of another frame are kept. */
    void follow(Frame next) {
        frame = next;
        forEachLane(lane -> lane.follow(next));
    }

    /** Whether an indicator is what the prober measures. */
    static boolean isByProber(String sli) {
        return sli.equals(AVAILABILITY);
    }

    /** How many minutes of [from, to) were measured. */
    long measured(long from, long to) {
        return measuring.measured(from, to, byProber);
    }

    /** Why a minute was not measured; empty when it was. */
    Optional<Gap.Reason> gapAt(long minute) {
        return measuring.gapAt(minute, byProber);
    }

    /** What the objectives say of it. */
    Standing standing() {
        return standing;
    }

    /** Excludes the time of a mask from all that counts. Answers whether anything is another than before. */
    boolean exclude(Mask wanted) {
        Mask before = mask;
        if (before == null ? wanted.isEmpty() : before.isSame(wanted)) {
            return false;
        }
        mask = wanted.isEmpty() ? null : wanted;
        countingLanes(lane -> lane.exclude(mask));
        return true;
    }

    /** Takes over what the mask is from now on; what has been counted is not touched. */
    void extendExclusions(Mask wanted) {
        if (mask == null) {
            exclude(wanted);
        } else {
            mask = wanted;
            countingLanes(lane -> lane.extend(wanted));
        }
    }

    private void countingLanes(Consumer<Lane> each) {
        if (generic != null) {
            each.accept(generic);
        }
        if (custom != null) {
            each.accept(custom);
        }
    }

    /** What a window holds that ends at {@code end}, exclusive. */
    Counted window(int index, long end) {
        if (end != frame.minute()) {
            return windowWithout(mask, index, end);
        }
        return counted(frame.start(index), end, lane -> lane.total(index), lane -> lane.excludedTotal(index));
    }

    /** What a window would hold with other exclusions. */
    Counted windowWithout(@Nullable Mask without, int index, long end) {
        long start = frame.window(index).startAt(end);
        return counted(
                start,
                end,
                lane -> end == frame.minute() ? lane.total(index) : lane.window(index, end),
                lane -> lane.excluded(without, start, end));
    }

    /** The counts of a window that ends at {@code end}, exclusive. */
    Counts countsAt(Window window, long end) {
        int index = frame.indexOf(window);
        return end == frame.minute() && isPlain()
                ? of(generic, index)
                : window(index, end).counts();
    }

    /** Whether there is nothing but what platform and hosts reported, none of it excluded. */
    private boolean isPlain() {
        return custom == null && excluded == null && mask == null;
    }

    private static Counts of(@Nullable Lane lane, int index) {
        return lane == null ? Counts.NONE : lane.total(index);
    }

    /** The windows that end at {@code end}, exclusive, as objectives look at them. */
    Windows windowsAt(long end) {
        return new SeriesWindows(this, measuring, byProber, mask, index -> window(index, end));
    }

    /** The same with other exclusions. */
    Windows windowsWithout(Mask without, long end) {
        return new SeriesWindows(this, measuring, byProber, without, index -> windowWithout(without, index, end));
    }

    /** What a stretch [from, to) holds, as if it were a window of its own. */
    Counted cell(long from, long to) {
        return cellWithout(mask, from, to);
    }

    /** What it would hold with other exclusions. */
    Counted cellWithout(@Nullable Mask without, long from, long to) {
        return counted(from, to, lane -> lane.sum(from, to), lane -> lane.excluded(without, from, to));
    }

    /**
     * The cells of {@code step} minutes that [from, to) has, which lies in one hour; each is excluded or it is not, because
     * excluded time lies on five minutes.
     */
    List<Counted> cells(long from, long to, int step) {
        List<Counts> none = Collections.nCopies((int) ((to - from) / step), Counts.NONE);
        List<List<Counts>> ofLanes = new ArrayList<>(LANES);
        for (int i = 0; i < LANES; i++) {
            Lane lane = laneOrNull(i);
            ofLanes.add(lane == null ? none : lane.cells(from, to, step));
        }
        List<Counted> cells = new ArrayList<>();
        for (int i = 0; i < none.size(); i++) {
            long at = from + (long) i * step;
            Counts ofOthers = ofLanes.get(GENERIC).get(i);
            Counts ofApp = ofLanes.get(CUSTOM).get(i);
            long seen = ofLanes.get(EXCLUDED).get(i).good();
            if (mask != null && mask.contains(at)) {
                long outside = seen + ofApp.valid() + ofOthers.valid();
                cells.add(new Counted(at, at + step, Counts.NONE, outside, Basis.GENERIC));
            } else if (ofApp.valid() > 0) {
                cells.add(new Counted(at, at + step, ofApp, seen, Basis.CUSTOM));
            } else {
                cells.add(new Counted(at, at + step, ofOthers, seen, Basis.GENERIC));
            }
        }
        return cells;
    }

    private Counted counted(long from, long to, Function<Lane, Counts> all, Function<Lane, Counts> without) {
        Counts customExcluded = of(custom, without);
        Counts ofApp = of(custom, all).minus(customExcluded);
        Counts genericExcluded = of(generic, without);
        boolean own = ofApp.valid() > 0;
        return new Counted(
                from,
                to,
                own ? ofApp : of(generic, all).minus(genericExcluded),
                of(excluded, all).good() + customExcluded.valid() + genericExcluded.valid(),
                own ? Basis.CUSTOM : Basis.GENERIC);
    }

    /** Whether [from, to) holds events that the app reported itself, and that are not excluded. */
    boolean hasCustom(long from, long to) {
        return custom != null && cell(from, to).basis() == Basis.CUSTOM;
    }

    /** Adds how long the good events of [from, to) took, epoch minutes on five minutes. */
    void addLatencies(Latencies sum, Basis basis, long from, long to) {
        addLatencies(sum, basis, mask, from, to);
    }

    /** The same with other exclusions. */
    void addLatencies(Latencies sum, Basis basis, @Nullable Mask without, long from, long to) {
        Lane lane = basis == Basis.CUSTOM ? custom : generic;
        if (lane != null) {
            outside(without, from, to).forEach(span -> lane.addLatencies(sum, span.from(), span.to()));
        }
    }

    /** Why the bad events of [from, to) were bad, epoch minutes on five minutes. */
    Evidence evidence(long from, long to) {
        Basis basis = hasCustom(from, to) ? Basis.CUSTOM : Basis.GENERIC;
        Lane lane = basis == Basis.CUSTOM ? custom : generic;
        return lane == null
                ? new Evidence(from, to, basis, 0, Map.of(), List.of())
                : lane.failures().read(from, to, outside(mask, from, to), basis);
    }

    /** What of [from, to) is not excluded. */
    private static List<Span> outside(@Nullable Mask without, long from, long to) {
        return without == null ? List.of(new Span(from, to)) : without.outside(from, to);
    }

    private static Counts of(@Nullable Lane lane, Function<Lane, Counts> count) {
        return lane == null ? Counts.NONE : count.apply(lane);
    }

    /** Writes the sealed pages that changed. */
    void writePages(ByteWriter out) {
        forEachLane(lane -> lane.writePages(out));
    }

    /** The head record: everything of the series that is not in a sealed page. */
    byte[] head(ByteWriter out) {
        out.reset().varLong(FORMAT);
        for (int i = 0; i < LANES; i++) {
            Lane lane = laneOrNull(i);
            out.varLong(lane == null ? 0 : 1);
            if (lane != null) {
                lane.writeHead(out);
            }
        }
        standing.write(out);
        return out.toBytes();
    }

    /** Restores the series from its head record, as of the frame's minute. */
    void restore(byte[] head) {
        ByteReader in = new ByteReader(head);
        long format = in.varLong();
        if (format != FORMAT) {
            throw new IllegalStateException("the state was written in format " + format + ", this is " + FORMAT
                    + ": start under another application id, which counts the topic anew");
        }
        for (int i = 0; i < LANES; i++) {
            if (in.varLong() == 1) {
                lane(i).readHead(in);
            }
        }
        standing.read(in);
    }
}
