package slipstream.processor.slo;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages by minute that a lane has on the heap: of the hour under the clock, the one after it, the one before, and for five minutes the
 * one before that. Each has the place that its hour gives it.
 */
abstract class HeldHours {
    /** How many there may be. */
    static final int HELD = 4;

    private @Nullable HourPage first;
    private @Nullable HourPage second;
    private @Nullable HourPage third;
    private @Nullable HourPage fourth;

    /** The page that was looked for last: almost always the one that is looked for next. */
    private @Nullable HourPage latest;

    static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HELD);
    }

    /** The page of an hour; null when there is none. */
    final @Nullable HourPage held(long hour) {
        HourPage page = latest;
        if (page != null && page.hour() == hour) {
            return page;
        }
        page = inSlot(slot(hour));
        if (page == null || page.hour() != hour) {
            return null;
        }
        latest = page;
        return page;
    }

    private @Nullable HourPage inSlot(int slot) {
        return switch (slot) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
    }

    final void hold(HourPage page) {
        put(slot(page.hour()), page);
        latest = page;
    }

    final void letGo(HourPage page) {
        put(slot(page.hour()), null);
        latest = null;
    }

    private void put(int slot, @Nullable HourPage page) {
        switch (slot) {
            case 0 -> first = page;
            case 1 -> second = page;
            case 2 -> third = page;
            default -> fourth = page;
        }
    }

    final void forEachHeld(Consumer<HourPage> each) {
        for (int slot = 0; slot < HELD; slot++) {
            HourPage page = inSlot(slot);
            if (page != null) {
                each.accept(page);
            }
        }
    }
}
