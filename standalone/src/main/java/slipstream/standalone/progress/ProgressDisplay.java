package slipstream.standalone.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a piece of work is until it is closed: on a terminal one line that is written over five times a second,
 * elsewhere a line every ten seconds.
 */
public final class ProgressDisplay implements AutoCloseable {
    private static final long ON_TERMINAL_MILLIS = 200;
    private static final long PLAIN_MILLIS = 10_000;
    private static final String TO_LINE_START = "\r";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintWriter out;
    private final int columns;
    private final Supplier<Work> work;
    private final LongSupplier nanos;
    private final long startedNanos;
    private final Thread leavingEarly = new Thread(this::endLine, "slipstream-progress-end");
    private @Nullable ScheduledExecutorService timer;

    ProgressDisplay(PrintWriter out, int columns, Supplier<Work> work, LongSupplier nanos) {
        this.out = out;
        this.columns = columns;
        this.work = work;
        this.nanos = nanos;
        this.startedNanos = nanos.getAsLong();
    }

    /** Begins to show; what is shown is asked for anew each time. */
    public static ProgressDisplay on(PrintWriter out, Supplier<Work> work) {
        ProgressDisplay display = new ProgressDisplay(out, columns(), work, System::nanoTime);
        display.begin();
        return display;
    }

    /** Columns of the terminal, as the launcher script found them; 0 when the output is none. */
    private static int columns() {
        return Integer.getInteger("slipstream.columns", 0);
    }

    private void begin() {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "slipstream-progress");
            thread.setDaemon(true);
            return thread;
        });
        Runtime.getRuntime().addShutdownHook(leavingEarly);
        long every = columns > 0 ? ON_TERMINAL_MILLIS : PLAIN_MILLIS;
        var unused = timer.scheduleWithFixedDelay(this::show, every, every, TimeUnit.MILLISECONDS);
    }

    /** Shows how far it is now. */
    synchronized void show() {
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - startedNanos);
        if (columns > 0) {
            out.print(TO_LINE_START + ProgressLine.onTerminal(work.get(), elapsed, columns) + CLEAR_REST);
        } else {
            out.println(ProgressLine.plain(work.get(), elapsed));
        }
        out.flush();
    }

    /** Writes a line that stays, above the bar. */
    public synchronized void note(String line) {
        out.println(columns > 0 ? TO_LINE_START + CLEAR_REST + line : line);
        out.flush();
    }

    private synchronized void endLine() {
        if (columns > 0) {
            out.println();
            out.flush();
        }
    }

    /** Shows the end of it. */
    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
            try {
                Runtime.getRuntime().removeShutdownHook(leavingEarly);
            } catch (IllegalStateException ending) {
                return;
            }
        }
        show();
        endLine();
    }
}
