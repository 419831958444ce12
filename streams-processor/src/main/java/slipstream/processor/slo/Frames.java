package slipstream.processor.slo;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The frames of one partition: one for every set of windows that some series has, all at the same minute. So a window costs
 * something only where an objective asks for it.
 */
final class Frames {
    private final Frame base;
    private final Map<List<Window>, Frame> byWindows = new HashMap<>();

    /** Frames that all hold the windows of a programme. */
    Frames(Programme programme) {
        List<Window> always = sorted(programme.windows().stream());
        base = new Frame(always, 0);
        byWindows.put(always, base);
    }

    private static List<Window> sorted(Stream<Window> windows) {
        return windows.distinct()
                .sorted(Comparator.comparingInt(Window::minutes))
                .toList();
    }

    /** The frame of the windows that every series has. */
    Frame base() {
        return base;
    }

    /** The minute at which all of them stand. */
    long minute() {
        return base.minute();
    }

    void moveTo(long minute) {
        byWindows.values().forEach(frame -> frame.moveTo(minute));
    }

    /** The frame for a series with these objectives; to be {@linkplain #leave left} when it has others. */
    Frame enter(List<Objective> objectives) {
        List<Window> windows =
                sorted(Stream.concat(base.all(), objectives.stream().flatMap(each -> each.windows().stream())));
        Frame frame = byWindows.computeIfAbsent(windows, wanted -> new Frame(wanted, base.minute()));
        frame.series++;
        return frame;
    }

    /** A series has left a frame; one that nobody is in any more is forgotten. */
    void leave(Frame frame) {
        frame.series--;
        if (frame.series == 0 && frame != base) {
            byWindows.values().remove(frame);
        }
    }
}
