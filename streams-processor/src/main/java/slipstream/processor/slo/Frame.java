package slipstream.processor.slo;

import java.util.List;

/** The minute at which the windows of one partition end, and where each of them starts. All lanes of a partition share it. */
final class Frame {
    private final Window[] windows;
    private final long[] starts;
    private long minute;
    private long hour;

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

    int windows() {
        return windows.length;
    }

    Window window(int index) {
        return windows[index];
    }

    int indexOf(Window window) {
        for (int i = 0; i < windows.length; i++) {
            if (windows[i].equals(window)) {
                return i;
            }
        }
        throw new IllegalArgumentException(window + " is not in use");
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
