package slipstream.processor.slo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one lane that are no longer on the heap by minute: coarse, and for some hours still by minute in the store. As long as
 * hardly anything happens in it, all its coarse hours are on the heap as {@link FewCells}; later they are pages in the store, and on
 * the heap are only those that windows' tails lie in, and what late events touched since the last commit.
 */
final class OldHours {
    /** Hours that can still be read by minute: before the one under the clock. */
    private static final int HOURS_BY_MINUTE = 3;

    private static final Map<Long, HourPage> NONE = Map.of();
    private static final @Nullable HourPage[] NO_TAILS = {};
    private static final int NO_BIN = -1;
    private static final int NOTHING = 0;
    private static final int PAGES = 1;
    private static final int FEW = 2;

    private Frame frame;
    private final HourRecords records;

    /** Null while nobody has asked, and once the hours are pages. */
    private @Nullable FewCells few;

    /** Whether there may be a record of it. */
    private boolean fewWritten;

    /** Whether coarse hours are pages of their own. */
    private boolean paged;

    /** Whether that is new since the last time they were written. */
    private boolean newlyPaged;

    /** The coarse page that a window's tail lies in, one per window; read once an hour. */
    private @Nullable HourPage[] tails = NO_TAILS;

    /** Coarse pages to be written; {@link #NONE} most of the time, and of most lanes. */
    private Map<Long, HourPage> touched = NONE;

    /** Pages by minute to be written. */
    private Map<Long, HourPage> late = NONE;

    OldHours(Frame frame, HourRecords records) {
        this.frame = frame;
        this.records = records;
    }

    /** From now on the tails are those of another frame's windows. */
    void follow(Frame next) {
        frame = next;
        tails = NO_TAILS;
    }

    /** Reads what writing would read. The value means nothing. */
    long approachWriting() {
        return few == null || !few.dirty ? 0 : few.approachAll();
    }

    /** Takes over a page by minute that leaves the heap. */
    void take(HourPage page) {
        late = with(page, late);
        HourPage coarse = page.coarse();
        if (paged || !few().take(coarse, oldestCell())) {
            keepAsPages();
            touched = with(coarse, touched);
        }
    }

    private FewCells few() {
        if (few == null) {
            few = fewWritten ? records.readFew() : new FewCells();
        }
        return few;
    }

    private long oldestCell() {
        return Math.floorDiv(frame.minute() - Partition.KEPT_MINUTES, HourPage.FIVE);
    }

    private void keepAsPages() {
        if (!paged) {
            few().forEachPage(page -> touched = with(tailOr(page), touched));
            few = null;
            paged = true;
            newlyPaged = true;
        }
    }

    /** The page of a window's tail is the one of its hour, where there is one. */
    private HourPage tailOr(HourPage page) {
        HourPage tail = tailOf(page.hour());
        return tail == null ? page : tail;
    }

    private @Nullable HourPage tailOf(long hour) {
        for (HourPage tail : tails) {
            if (tail != null && tail.hour() == hour) {
                return tail;
            }
        }
        return null;
    }

    /** Reads what adding an event would read first. The value means nothing. */
    long approach() {
        return few == null ? 0 : few.approach();
    }

    void add(long hour, int minute, long one, int bin) {
        if (paged || !addToFew(hour, minute, one, bin)) {
            keepAsPages();
            HourPage page = coarse(hour);
            touched = with(page, touched);
            page.add(minute, one, bin);
        }
        if (isByMinute(hour)) {
            HourPage page = byMinute(hour);
            late = with(page, late);
            page.add(minute, one, bin);
        }
    }

    void addGood(long hour, int minute, Bins bins) {
        for (int i = 0; i < bins.timed(); i++) {
            add(hour, minute, Counts.ONE_GOOD, bins.get(i));
        }
        for (int i = bins.timed(); i < bins.events(); i++) {
            add(hour, minute, Counts.ONE_GOOD, NO_BIN);
        }
    }

    private boolean addToFew(long hour, int minute, long one, int bin) {
        boolean added = few().add(hour * HourPage.FIVES + minute / HourPage.FIVE, one, bin, 1, oldestCell());
        HourPage tail = tailOf(hour);
        if (added && tail != null) {
            tail.add(minute, one, bin);
        }
        return added;
    }

    private static Map<Long, HourPage> with(HourPage page, Map<Long, HourPage> pages) {
        Map<Long, HourPage> more = pages == NONE ? new LinkedHashMap<>() : pages;
        more.put(page.hour(), page);
        return more;
    }

    private boolean isEmpty() {
        return !paged && few == null && !fewWritten;
    }

    /** The coarse page in which a window's tail lies; null when nothing is old. */
    @Nullable
    HourPage tail(int window, long hour) {
        if (isEmpty()) {
            return null;
        }
        if (tails == NO_TAILS) {
            tails = new HourPage[frame.windows()];
        }
        HourPage tail = tails[window];
        if (tail == null || tail.hour() != hour) {
            tail = coarse(hour);
            tails[window] = tail;
        }
        return tail;
    }

    /** An hour to be read: by minute where that is asked for and can be had. */
    HourPage read(long hour, boolean wantedByMinute) {
        return wantedByMinute && isByMinute(hour) ? byMinute(hour) : coarse(hour);
    }

    private boolean isByMinute(long hour) {
        return hour >= frame.hour() - HOURS_BY_MINUTE;
    }

    private HourPage coarse(long hour) {
        HourPage tail = tailOf(hour);
        if (tail != null) {
            return tail;
        }
        if (!paged) {
            return isEmpty() ? HourPage.byFive(hour) : few().page(hour);
        }
        HourPage page = touched.get(hour);
        return page == null ? records.readCoarse(hour) : page;
    }

    private HourPage byMinute(long hour) {
        HourPage touchedPage = late.get(hour);
        HourPage page = touchedPage == null ? records.readByMinute(hour) : touchedPage;
        return page == null ? HourPage.byMinute(hour) : page;
    }

    /** Writes what was touched since the last time. */
    void write(ByteWriter out) {
        for (HourPage page : late.values()) {
            // An hour that went out of reach since it was touched would overwrite a newer one in the ring.
            if (isByMinute(page.hour())) {
                records.writeByMinute(page, -1, out);
            }
        }
        late = NONE;
        if (newlyPaged) {
            newlyPaged = false;
            records.emptyFew();
        }
        if (few != null && few.dirty) {
            records.writeFew(few, out);
        }
        touched.values().forEach(page -> records.writeCoarse(page, out));
        touched = NONE;
    }

    /** Its part of the head record: how hours are kept. */
    void writeHead(ByteWriter out) {
        out.varLong(paged ? PAGES : isEmpty() ? NOTHING : FEW);
    }

    /** Takes it over. Where they are not pages, their record is read when somebody asks. */
    void readHead(ByteReader in) {
        long kept = in.varLong();
        paged = kept == PAGES;
        fewWritten = kept == FEW;
        few = null;
    }
}
