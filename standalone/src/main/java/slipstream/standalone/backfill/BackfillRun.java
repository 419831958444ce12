package slipstream.standalone.backfill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import slipstream.standalone.client.EventPost;
import slipstream.standalone.progress.ProgressDisplay;
import slipstream.standalone.progress.Work;

/** One backfill as a person sees it: a bar while it runs, its books at the end. */
public final class BackfillRun {
    private final PrintWriter out;
    private final PrintWriter progress;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Figures figures = new Figures();

    /**
     * A run that has not begun.
     *
     * @param out where the result is said
     * @param progress where the progress is shown
     * @param clock says which events are recent
     * @param nanos a clock that only moves forward
     */
    public BackfillRun(PrintWriter out, PrintWriter progress, InstantSource clock, LongSupplier nanos) {
        this.out = out;
        this.progress = progress;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * What to load and how.
     *
     * @param files the files
     * @param format their format; empty: as their names say
     * @param judged the windows that are left alone; empty: none is
     * @param inFlight how many batches are under way at most
     */
    public record Plan(List<Path> files, Optional<FileFormat> format, Optional<JudgedWindows> judged, int inFlight) {}

    /** Loads; answers whether everything was taken. */
    public boolean load(Plan plan, EventPost post) throws IOException, InterruptedException {
        return run(plan, "backfill", true, (backfill, refused) -> {
            List<Sender> senders = new ArrayList<>();
            for (int i = 0; i < plan.inFlight(); i++) {
                senders.add(new Sender(i, post, figures, refused));
            }
            backfill.load(plan.files(), senders);
        });
    }

    /** Checks the files and sends nothing; answers whether everything would be taken as far as the files can tell. */
    public boolean check(Plan plan) throws IOException, InterruptedException {
        DryRun dry = new DryRun(clock, figures);
        return run(
                plan,
                "check",
                false,
                (backfill, refused) -> backfill.read(plan.files(), event -> dry.take(event, refused)));
    }

    @FunctionalInterface
    private interface Step {
        void run(Backfill backfill, RefusedEvents refused) throws IOException, InterruptedException;
    }

    private boolean run(Plan plan, String what, boolean isWritten, Step step) throws IOException, InterruptedException {
        String taken = isWritten ? "admitted" : "can be sent";
        long total = FileReading.check(plan.files(), plan.format());
        FileReading reading = new FileReading(plan.format());
        long began = nanos.getAsLong();
        RefusedEvents refused;
        try (ProgressDisplay display = ProgressDisplay.on(
                progress,
                () -> new Work(what, reading.bytesRead(), total, Work.Unit.BYTES, rate(began) + figures.text(taken)))) {
            refused = new RefusedEvents(display::note, isWritten);
            Backfill backfill =
                    new Backfill(reading, figures, refused, plan.judged().map(each -> new RecentEvents(each, clock)));
            try (refused) {
                step.run(backfill, refused);
            }
        } finally {
            sayBooks(taken);
        }
        sayRefused(refused);
        return figures.refused.sum() == 0;
    }

    private String rate(long began) {
        double seconds = (nanos.getAsLong() - began) / 1e9;
        return String.format(Locale.ROOT, "%,.0f events/s  ", seconds <= 0 ? 0 : figures.read.sum() / seconds);
    }

    private void sayBooks(String taken) {
        long under = figures.read.sum() - figures.admitted.sum() - figures.refused.sum();
        out.printf(
                Locale.ROOT,
                "%,d events read: %,d %s, %,d refused%s%n",
                figures.read.sum(),
                figures.admitted.sum(),
                taken,
                figures.refused.sum(),
                under == 0 ? "" : String.format(Locale.ROOT, ", %,d not answered", under));
        if (figures.repeated.sum() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %,d of them stood in these files before: they are duplicates and are counted once%n",
                    figures.repeated.sum());
        }
        out.flush();
    }

    private void sayRefused(RefusedEvents refused) {
        refused.byCode().forEach((code, count) -> out.printf(Locale.ROOT, "  %,d %s%n", count, code));
        refused.written().forEach(file -> out.println("  in " + file));
        out.flush();
    }
}
