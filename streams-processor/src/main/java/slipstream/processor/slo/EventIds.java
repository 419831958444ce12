package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;

/**
 * The ids of a partition's events that were seen within the horizon, as 64-bit hashes: by hour of event time, in groups that
 * many apps share, so that what a commit brings fills few pages. The ids of events without an event time of their own are kept
 * by app a second time, because they are looked for in many hours.
 */
final class EventIds {
    /** Many enough for a late event to bring back a small part of its hour only. */
    private static final int GROUPS = 16;

    private static final int GROUP_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(GROUPS);

    /** Ids that may stay on the heap before hours that nothing touches are let go at once. */
    private static final int MAX_HELD = 4_000_000;

    /** Hours before that of its arrival in which an event without an event time of its own is looked for. */
    private static final int HOURS_LOOKED_BACK = 24;

    /** Ids that the gateway makes itself begin with this and never come twice. */
    private static final byte MADE_BY_GATEWAY = '~';

    private final int iframeLoad;
    private final Apps apps;
    private final SeenPages pages;
    private final SeenIds[] groups = new SeenIds[GROUPS];
    private final List<App> withArrivals = new ArrayList<>();
    private final List<App> dirtyArrivals = new ArrayList<>();
    private boolean restored;
    private int sinceTidied;
    private long tidiedHour = Long.MIN_VALUE;

    /**
     * @param iframeLoad the indicator whose events come in pairs
     * @param apps to which the ids belong
     */
    EventIds(int iframeLoad, Apps apps, SeenPages stored) {
        this.apps = apps;
        this.iframeLoad = iframeLoad;
        this.pages = new CountedPages(stored);
        open();
    }

    /** The store may hold ids of an earlier life. */
    void restored() {
        restored = true;
        open();
    }

    private void open() {
        for (int group = 0; group < GROUPS; group++) {
            groups[group] = new SeenIds(group, pages, restored);
        }
    }

    /**
     * Remembers the id of an event at an hour of event time; false when it was there, or in one of the other hours in which an
     * event of its kind can have come before.
     */
    boolean remember(Observed event, long hour) {
        boolean byArrival = event.isTimedByArrival() && event.bytes[event.idFrom] != MADE_BY_GATEWAY;
        long own = own(event.appHash, event.idHash);
        if (isSeenElsewhere(event, own, hour, byArrival) || !add(own, hour, event.receivedAt)) {
            return false;
        }
        if (byArrival && event.sli != iframeLoad) {
            rememberArrival(apps.of(event.appKey()), event, hour);
        }
        return true;
    }

    /** Notes what remembering an event's id would read first. */
    void approach(Observed event, Places places) {
        long own = own(event.appHash, event.idHash);
        SeenIds group = group(own);
        if (event.sli == iframeLoad) {
            group.approach(own, event.hour - 1, places);
        }
        group.approach(own, event.hour, places);
    }

    /** Remembers an id of an app at an hour; false when it was there. */
    boolean remember(App app, long id, long hour, long arrivedAt) {
        return add(own(app, id), hour, arrivedAt);
    }

    private boolean add(long own, long hour, long arrivedAt) {
        if (!group(own).add(own, hour, arrivedAt)) {
            return false;
        }
        sinceTidied++;
        return true;
    }

    /** Whether an id of an app was seen at any hour of [from, to]. */
    boolean contains(App app, long id, long from, long to) {
        return isSeen(own(app, id), from, to);
    }

    private boolean isSeen(long own, long from, long to) {
        return group(own).containsAny(own, from, to);
    }

    /**
     * Only two kinds of event can come again with another event time: the signals of one load, and what was timed by its
     * arrival.
     */
    private boolean isSeenElsewhere(Observed event, long own, long hour, boolean byArrival) {
        if (event.sli == iframeLoad) {
            return isSeen(own, hour - 1, hour - 1) || isSeen(own, hour + 1, hour + 1);
        }
        return byArrival
                && arrivals(apps.of(event.appKey())).containsAny(event.idHash, hour - HOURS_LOOKED_BACK, hour - 1);
    }

    private void rememberArrival(App app, Observed event, long hour) {
        SeenIds arrivals = arrivals(app);
        if (!arrivals.isDirty()) {
            dirtyArrivals.add(app);
        }
        arrivals.add(event.idHash, hour, event.receivedAt);
        sinceTidied++;
    }

    private SeenIds arrivals(App app) {
        SeenIds arrivals = app.arrivals;
        if (arrivals == null) {
            arrivals = new SeenIds(app.keyHash, pages, restored);
            app.arrivals = arrivals;
            withArrivals.add(app);
        }
        return arrivals;
    }

    /** The same id of two apps is two ids. Never zero. */
    private static long own(App app, long id) {
        return own(app.keyHash, id);
    }

    private static long own(long appHash, long id) {
        long own = id ^ appHash;
        return own == 0 ? 1 : own;
    }

    private SeenIds group(long own) {
        return groups[(int) (own >>> GROUP_SHIFT)];
    }

    /** Writes what is new and was not written yet, and lets go of hours before {@code hour} now and then. */
    void write(long hour) {
        for (SeenIds group : groups) {
            group.write();
        }
        for (App app : dirtyArrivals) {
            arrivals(app).write();
        }
        dirtyArrivals.clear();
        if (hour != tidiedHour || sinceTidied > MAX_HELD) {
            tidiedHour = hour;
            sinceTidied = 0;
            for (SeenIds group : groups) {
                group.forgetBefore(hour);
            }
            withArrivals.forEach(app -> arrivals(app).forgetBefore(hour));
        }
    }

    /** Counts what is brought back onto the heap. */
    private final class CountedPages implements SeenPages {
        private final SeenPages stored;

        private CountedPages(SeenPages stored) {
            this.stored = stored;
        }

        @Override
        public void read(long of, long hour, Sink sink) {
            stored.read(of, hour, (number, ids) -> {
                sinceTidied += ids.length / Long.BYTES;
                sink.page(number, ids);
            });
        }

        @Override
        public void write(long of, long hour, int page, byte[] ids, long arrivedAt) {
            stored.write(of, hour, page, ids, arrivedAt);
        }
    }
}
