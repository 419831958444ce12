package slipstream.standalone.progress;

import java.time.Duration;
import java.util.Locale;
import slipstream.standalone.progress.Work.Unit;

/** A piece of work as one line: a pure function of how far it is and how long that took. */
final class ProgressLine {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;
    private static final double STEP = 1_000;
    private static final Duration BEFORE_GUESSING = Duration.ofSeconds(1);

    private ProgressLine() {}

    /** With a bar, never longer than {@code columns}. */
    static String onTerminal(Work work, Duration elapsed, int columns) {
        String rest = String.format(
                Locale.ROOT,
                "%3d %%  %s%s",
                work.percent(),
                work.figures(),
                left(work, elapsed).isEmpty() ? "" : "  " + left(work, elapsed));
        int room = columns - work.what().length() - rest.length() - 5;
        String line = room < SHORTEST_BAR
                ? work.what() + " " + rest
                : work.what() + " [" + bar(work, Math.min(room, LONGEST_BAR)) + "] " + rest;
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** Without a bar, for files and pipes. */
    static String plain(Work work, Duration elapsed) {
        String left = left(work, elapsed);
        return String.format(
                Locale.ROOT,
                "%s %d %%, %s, %s%s",
                work.what(),
                work.percent(),
                amount(work),
                work.figures(),
                left.isEmpty() ? "" : ", " + left);
    }

    private static String bar(Work work, int width) {
        int filled = width * work.percent() / 100;
        return "#".repeat(filled) + "-".repeat(width - filled);
    }

    private static String amount(Work work) {
        return work.unit() == Unit.BYTES
                ? bytes(work.done()) + " of " + bytes(work.total())
                : String.format(Locale.ROOT, "%,d of %,d records", work.done(), work.total());
    }

    private static String left(Work work, Duration elapsed) {
        if (work.done() <= 0 || work.done() >= work.total() || elapsed.compareTo(BEFORE_GUESSING) < 0) {
            return "";
        }
        double seconds = elapsed.toMillis() / STEP * (work.total() - work.done()) / work.done();
        long whole = Math.round(seconds);
        return whole >= 3_600
                ? String.format(Locale.ROOT, "%d h %02d min left", whole / 3_600, whole % 3_600 / 60)
                : String.format(Locale.ROOT, "%d:%02d left", whole / 60, whole % 60);
    }

    private static String bytes(long count) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double shown = count;
        int unit = 0;
        while (shown >= STEP && unit < units.length - 1) {
            shown /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", shown, units[unit]);
    }
}
