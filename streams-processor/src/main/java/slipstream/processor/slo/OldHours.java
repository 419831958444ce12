package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one lane that are no longer on the heap: coarse, and for some hours still by minute. On the heap are only the
 * pages that windows' tails lie in, and what late events touched since the last commit.
 */
final class OldHours {
    /** Hours that can still be read by minute: before the one under the clock. */
    private static final int HOURS_BY_MINUTE = 3;

    private Frame frame;
    private final HourRecords records;

    /** The coarse page that a window's tail lies in, one per window; read once an hour. */
    private @Nullable HourPage[] tails;

    /** Coarse pages to be written. */
    private final List<HourPage> touched = new ArrayList<>(0);

    /** Pages by minute to be written. */
    private final List<HourPage> late = new ArrayList<>(0);

    OldHours(Frame frame, HourRecords records) {
        this.frame = frame;
        this.records = records;
        this.tails = new HourPage[frame.windows()];
    }

    /** From now on the tails are those of another frame's windows. */
    void follow(Frame next) {
        frame = next;
        tails = new HourPage[next.windows()];
    }

    /** Takes over a page by minute that leaves the heap. */
    void take(HourPage page) {
        late.add(page);
        touched.add(page.coarse());
    }

    void add(long hour, int minute, long one, int bin) {
        toWrite(coarse(hour), touched).add(minute, one, bin);
        if (isByMinute(hour)) {
            toWrite(byMinute(hour), late).add(minute, one, bin);
        }
    }

    private static HourPage toWrite(HourPage page, List<HourPage> pages) {
        if (!pages.contains(page)) {
            pages.add(page);
        }
        return page;
    }

    /** The coarse page in which a window's tail lies. */
    HourPage tail(int window, long hour) {
        HourPage tail = tails[window];
        if (tail == null || tail.hour != hour) {
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
        for (HourPage tail : tails) {
            if (tail != null && tail.hour == hour) {
                return tail;
            }
        }
        for (HourPage page : touched) {
            if (page.hour == hour) {
                return page;
            }
        }
        return records.readCoarse(hour);
    }

    private HourPage byMinute(long hour) {
        for (HourPage page : late) {
            if (page.hour == hour) {
                return page;
            }
        }
        HourPage page = records.readByMinute(hour);
        return page == null ? HourPage.byMinute(hour) : page;
    }

    /** Writes what was touched since the last time. */
    void write(ByteWriter out) {
        for (HourPage page : late) {
            // An hour that went out of reach since it was touched would overwrite a newer one in the ring.
            if (isByMinute(page.hour)) {
                records.writeByMinute(page, -1, out);
            }
        }
        late.clear();
        touched.forEach(page -> records.writeCoarse(page, out));
        touched.clear();
    }
}
