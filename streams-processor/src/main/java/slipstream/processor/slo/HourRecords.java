package slipstream.processor.slo;

import org.jspecify.annotations.Nullable;

/** The hours of one lane as they are in the store: coarse pages of an hour each, and by minute in blocks of five. */
final class HourRecords {
    private final int series;
    private final int lane;
    private final Pages pages;
    /** Null while no hour was written. */
    private @Nullable StoredHours coarse;

    HourRecords(int series, int lane, Pages pages) {
        this.series = series;
        this.lane = lane;
        this.pages = pages;
    }

    /**
     * Why bad events of the lane were bad.
     *
     * @param stored whether an earlier life may have written of it
     */
    FailureLog failures(boolean stored) {
        return new FailureLog(series, lane, pages, stored);
    }

    private StoredHours written() {
        if (coarse == null) {
            coarse = new StoredHours();
        }
        return coarse;
    }

    /** An earlier life may have written any hour. */
    void restored() {
        written().addAll();
    }

    /** An hour by minute; null when there is no block of it. */
    @Nullable
    HourPage readByMinute(long hour) {
        HourPage page = null;
        for (int five = 0; five < HourPage.FIVES; five++) {
            long block = blockOf(hour, five);
            byte[] bytes = pages.read(Pages.Kind.BLOCKS.key(series, lane, block));
            if (bytes != null) {
                ByteReader in = new ByteReader(bytes);
                if (in.varLong() == block) {
                    page = page == null ? HourPage.byMinute(hour) : page;
                    page.readBlock(in, five);
                }
            }
        }
        return page;
    }

    /** An hour by five minutes, empty when there is none. */
    HourPage readCoarse(long hour) {
        if (coarse == null || !coarse.mayHold(hour)) {
            return HourPage.byFive(hour);
        }
        byte[] bytes = pages.read(Pages.Kind.HOURS.key(series, lane, hour));
        if (bytes == null) {
            coarse.remove(hour);
            return HourPage.byFive(hour);
        }
        return HourPage.read(bytes, hour);
    }

    /** All old hours as one record; none yet when there is none. */
    FewCells readFew() {
        byte[] bytes = pages.read(Pages.Kind.FEW.key(series, lane, 0));
        return bytes == null ? new FewCells() : FewCells.read(bytes);
    }

    void writeFew(FewCells few, ByteWriter out) {
        few.write(out.reset());
        pages.write(Pages.Kind.FEW.key(series, lane, 0), out.toBytes());
    }

    /** They are kept as pages from now on. */
    void emptyFew() {
        pages.write(Pages.Kind.FEW.key(series, lane, 0), new byte[0]);
    }

    /** Writes those blocks of a page by minute that have changed and have their bit set. */
    void writeByMinute(HourPage page, int which, ByteWriter out) {
        int dirty = page.dirtyBlocks() & which;
        for (int five = 0; five < HourPage.FIVES; five++) {
            if ((dirty & 1 << five) != 0) {
                long block = blockOf(page.hour(), five);
                page.writeBlock(out.reset().varLong(block), five);
                pages.write(Pages.Kind.BLOCKS.key(series, lane, block), out.toBytes());
            }
        }
        page.written(dirty);
    }

    void writeCoarse(HourPage page, ByteWriter out) {
        page.write(out.reset());
        pages.write(Pages.Kind.HOURS.key(series, lane, page.hour()), out.toBytes());
        written().add(page.hour());
    }

    private static long blockOf(long hour, int five) {
        return hour * HourPage.FIVES + five;
    }
}
