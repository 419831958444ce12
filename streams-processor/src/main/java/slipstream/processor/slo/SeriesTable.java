package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The apps and series of one partition, and which of them have to be written. */
final class SeriesTable {
    private static final int FIRST_SERIES = 64;

    /** Series that are looked at together: what they hold of a minute fits into the processor's cache. */
    private static final int TOGETHER = 64;

    private final Promises promises;
    private final IntFunction<String> sliIds;
    private final Frames frames;
    private final Measuring measuring;
    private final State state;
    private final Apps apps;
    private final List<Series> series = new ArrayList<>();
    private final SeriesIndex index = new SeriesIndex();
    private final Pending pending = new Pending();

    /** Whether events are on their way to their series, or were when it failed. */
    private boolean settling;

    private final List<Series> dirtySeries = new ArrayList<>();

    /** What was read ahead, kept so that it is read at all. */
    @SuppressWarnings("UnusedVariable")
    private long approached;

    /** The minute at which each series has to be looked at again. */
    private int[] due = new int[FIRST_SERIES];

    SeriesTable(
            Apps apps, Promises promises, IntFunction<String> sliIds, Frames frames, Measuring measuring, State state) {
        this.apps = apps;
        this.promises = promises;
        this.sliIds = sliIds;
        this.frames = frames;
        this.measuring = measuring;
        this.state = state;
    }

    /** All series, with all that is counted. */
    List<Series> all() {
        settle();
        return series;
    }

    /** The number of an event's series; {@link SeriesIndex#NONE} when there is none such yet. */
    int find(Observed event) {
        return index.find(event.series);
    }

    /** Notes what finding an event's series would read. */
    void approach(Observed event, Places places) {
        index.approach(event.series, places);
    }

    /** A series, without what is {@linkplain #countGood counted} but not in its cells yet. */
    Series get(int number) {
        return series.get(number);
    }

    /** Counts a good event of a series, whose cells have it when they are next looked at. */
    void countGood(int number, Observed event) {
        if (pending.isFull()) {
            settle();
        }
        int bin = event.durationMillis < 0 ? -1 : LatencyBins.of(event.durationMillis);
        pending.add(number, event.byApp, event.minute, bin);
    }

    /**
     * Brings to their series what is counted and not in their cells yet.
     *
     * @throws IllegalStateException when it failed before, in the middle: what is held here must not be written any more
     */
    void settle() {
        beginSettling();
        for (int at = 0; at < pending.size(); ) {
            List<Series> next = new ArrayList<>(TOGETHER);
            int end = at;
            while (end < pending.size() && next.size() < TOGETHER) {
                next.add(series.get(pending.series(end)));
                end = pending.endOf(end);
            }
            approach(next, frames.minute());
            settle(at, end);
            at = end;
        }
        endSettling();
    }

    private void beginSettling() {
        if (settling) {
            throw new IllegalStateException(
                    "events could not be brought to their series: the partition has to be read anew");
        }
        settling = true;
        pending.sort();
    }

    private void endSettling() {
        pending.clear();
        settling = false;
    }

    private void settle(int from, int to) {
        for (int at = from; at < to; ) {
            Series counted = series.get(pending.series(at));
            touch(counted);
            at = pending.count(at, counted);
        }
    }

    /** The app of a key, made when it is new. */
    App app(byte[] key) {
        return apps.of(key);
    }

    /** The series of an app; none when nothing was ever counted for it. */
    List<Series> of(String appKey) {
        settle();
        App app = apps.find(appKey.getBytes(StandardCharsets.UTF_8));
        return app == null ? List.of() : app.series();
    }

    Series create(App app, int sli, byte[] scope) {
        return create(series.size(), app, sli, scope);
    }

    private Series create(int number, App app, int sli, byte[] scope) {
        String sliId = sliIds.apply(sli);
        List<Objective> objectives = promises.of(app.keyText(), sliId, new String(scope, StandardCharsets.UTF_8));
        Series created = new Series(
                number, app, sli, sliId, scope, frames.enter(objectives), measuring, state.pages(), objectives);
        app.add(created);
        // What is only read is never looked at when a minute ends, and may hold the last of many series alone.
        if (state.isWhole() && number >= due.length) {
            due = Arrays.copyOf(due, 2 * number);
        }
        series.add(created);
        index.add(created.nameHash(), number);
        return created;
    }

    /** From now on other objectives are in force for a series, and their windows are kept. Answers which ones are not as before. */
    List<Objective> promise(Series to, List<Objective> inForce) {
        Frame left = to.frame();
        to.follow(frames.enter(inForce));
        frames.leave(left);
        touch(to);
        return to.standing().replace(inForce);
    }

    /** Has a series looked at when an epoch minute ends, and not before. */
    void lookAgain(Series each, long minute) {
        due[each.number] = (int) Math.min(minute, Integer.MAX_VALUE);
    }

    /**
     * Hands on every series that is due at an epoch minute, to which the frames have just moved, or of which something was counted: that is
     * brought to its cells as of the minute before. Most series are quiet most of the time: passing one over costs the reading of a number.
     */
    void forEachDue(long minute, Consumer<Series> each) {
        beginSettling();
        List<Series> next = new ArrayList<>(TOGETHER);
        int from = 0;
        int to = 0;
        for (int i = 0; i < series.size(); i++) {
            boolean counted = to < pending.size() && pending.series(to) == i;
            if (counted) {
                to = pending.endOf(to);
            }
            if (counted || due[i] <= minute) {
                next.add(series.get(i));
            }
            if (next.size() == TOGETHER || i == series.size() - 1) {
                approach(next, frames.minute() - 1);
                settleBefore(from, to);
                next.forEach(each);
                next.clear();
                from = to;
            }
        }
        endSettling();
    }

    /** What was counted before the frames moved belongs to the windows as they were then. */
    private void settleBefore(int from, int to) {
        if (from < to) {
            long minute = frames.minute();
            frames.moveTo(minute - 1);
            settle(from, to);
            frames.moveTo(minute);
        }
    }

    /** Reads what a few series have of a minute, so that the memory brings it at the same time (see {@link LookAhead}). */
    private void approach(List<Series> few, long minute) {
        long read = 0;
        for (Series each : few) {
            read += each.number;
        }
        for (Series each : few) {
            read += each.approach(minute);
        }
        approached = read;
    }

    /** The series has changed: it must be written, and looked at when the next minute ends. */
    void touch(Series touched) {
        lookAgain(touched, 0);
        if (!touched.dirty) {
            touched.dirty = true;
            dirtySeries.add(touched);
        }
    }

    /** Writes what changed: pages before heads. */
    void write(ByteWriter out) {
        settle();
        pending.release();
        dirtySeries.sort(Comparator.comparingInt(each -> each.number));
        for (int from = 0; from < dirtySeries.size(); from += TOGETHER) {
            List<Series> next = dirtySeries.subList(from, Math.min(dirtySeries.size(), from + TOGETHER));
            approach(next, frames.minute());
            approached += next.stream().mapToLong(Series::approachWriting).sum();
            next.forEach(each -> writePages(each, out));
        }
        for (int from = 0; from < dirtySeries.size(); ) {
            int to = from + 1;
            while (to < dirtySeries.size() && groupOf(dirtySeries.get(to)) == groupOf(dirtySeries.get(from))) {
                to++;
            }
            writeHeads(dirtySeries.subList(from, to), out);
            from = to;
        }
        dirtySeries.clear();
    }

    private void writePages(Series each, ByteWriter out) {
        each.writePages(out);
        if (!each.named) {
            each.named = true;
            state.writeHead(each.name, out.reset().varLong(each.number).toBytes());
        }
        each.dirty = false;
    }

    private static int groupOf(Series each) {
        return each.number / State.GROUP;
    }

    /** Writes the heads that changed of one group: all of the group's together when most have. */
    private void writeHeads(List<Series> changed, ByteWriter out) {
        int first = groupOf(changed.get(0)) * State.GROUP;
        if (2 * changed.size() > State.GROUP) {
            List<Series> all = series.subList(first, Math.min(series.size(), first + State.GROUP));
            state.writeHeads(first, all.stream().map(each -> each.head(out)).toList());
        } else {
            changed.forEach(each -> state.writeHead(HeadKeys.ofHead(each.number), each.head(out)));
        }
    }

    /**
     * Takes over the records of an earlier life, as of the minute of the frames. Where not every series of the partition is here, those
     * without a name are left out.
     */
    void restore(SortedMap<Integer, byte[]> names, Map<Integer, byte[]> heads) {
        if (state.isWhole() && names.size() != heads.size()) {
            throw new IllegalStateException(
                    "the state has " + names.size() + " names of series and " + heads.size() + " heads");
        }
        names.forEach((number, name) -> restore(number, name, heads.get(number)));
    }

    private void restore(int number, byte[] name, byte @Nullable [] head) {
        if (head == null || (state.isWhole() && number != series.size())) {
            throw new IllegalStateException("series " + series.size() + " is missing from the state");
        }
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        Series kept = create(
                number, app(Arrays.copyOf(name, end)), name[end + 1], Arrays.copyOfRange(name, end + 2, name.length));
        kept.named = true;
        kept.restore(head);
    }
}
