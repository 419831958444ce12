package slipstream.processor.slo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The minute at which a set of windows ends, and where each of them starts. All series of a partition that keep the set share it. */
final class Frame {
    private final Window[] windows;
    private final long[] starts;
    private long minute;
    private long hour;

    /** How many series are in it. */
    int series;

    Frame(List<Window> windows, long minute) {
        this.windows = windows.toArray(new Window[0]);
        this.starts = new long[this.windows.length];
        moveTo(minute);
    }

    /** Ends the windows at another epoch minute, exclusive. */
    void moveTo(long to) {
        minute = to;
        hour = Math.floorDiv(to, HourPage.MINUTES);
        for (int i = 0; i < windows.length; i++) {
            starts[i] = windows[i].startAt(to);
        }
    }

    Stream<Window> all() {
        return Arrays.stream(windows);
    }

    int windows() {
        return windows.length;
    }

    Window window(int index) {
        return windows[index];
    }

    /** Where a window stands; negative when it is not in the set. */
    int indexOf(Window window) {
        for (int i = 0; i < windows.length; i++) {
            if (windows[i].minutes() == window.minutes()) {
                return i;
            }
        }
        return -1;
    }

    long minute() {
        return minute;
    }

    long hour() {
        return hour;
    }

    /** First minute of a window. */
    long start(int index) {
        return starts[index];
    }
}
