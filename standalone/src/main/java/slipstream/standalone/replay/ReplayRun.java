package slipstream.standalone.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import slipstream.processor.CountingApplication;
import slipstream.processor.EventsRead;
import slipstream.processor.HandOver;
import slipstream.processor.InForce;
import slipstream.processor.ProcessorSettings;
import slipstream.processor.topology.Voice;
import slipstream.standalone.client.SlipstreamClient;
import slipstream.standalone.progress.ProgressDisplay;
import slipstream.standalone.progress.Work;

/** One replay as a person sees it. */
public final class ReplayRun {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration TAKEOVER_DEADLINE = Duration.ofMinutes(3);
    private static final int SHOWN = 20;

    private final ProcessorSettings settings;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final InstantSource clock;

    /**
     * A run that has not begun.
     *
     * @param settings those of the live processors
     * @param out where the result is said
     * @param progress where the progress is shown
     * @param clock says what is now
     */
    public ReplayRun(ProcessorSettings settings, PrintWriter out, PrintWriter progress, InstantSource clock) {
        this.settings = settings;
        this.out = out;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Builds the state anew, or goes on with what an earlier run began, compares, and hands over if it is to. Answers whether the
     * states are equal.
     */
    public boolean replay(SlipstreamClient live, boolean swaps)
            throws ExecutionException, InterruptedException, TimeoutException {
        HandOver handOver = new HandOver(settings.kafka(), settings.applicationId(), clock);
        InForce now = handOver.now();
        String id = unfinished(now);
        boolean isEqual;
        try (EventsRead read = new EventsRead(settings.kafka())) {
            if (!isSettled(now, read)) {
                throw new IllegalStateException(now.before() + " has not told everything since it was handed over");
            }
            try (CountingApplication application = CountingApplication.beside(settings, Voice.replay(id, ""), clock)) {
                out.println("replaying as " + id + "; the live one is " + now.applicationId());
                out.flush();
                catchUp(application, read);
                isEqual = compare(application, live);
                if (swaps) {
                    now = handOver.to(id);
                }
            }
            if (swaps) {
                awaitTakeover(now, read);
            } else {
                out.println("nothing was changed. `slipstream replay --swap` reads on and puts it in force,"
                        + " `slipstream replay --abort` deletes it");
            }
        }
        out.flush();
        return isEqual;
    }

    private static boolean isSettled(InForce now, EventsRead read) {
        return now.before().equals(now.applicationId()) || read.hasPassed(now.before(), now.handedOverAt());
    }

    private String unfinished(InForce now) throws ExecutionException, InterruptedException, TimeoutException {
        try (Replays replays = new Replays(settings.kafka(), settings.applicationId())) {
            List<String> all = replays.all();
            String newest = all.isEmpty() ? "" : all.get(all.size() - 1);
            return newest.compareTo(now.applicationId()) > 0 && !newest.equals(settings.applicationId())
                    ? newest
                    : replays.nameOf(clock.instant());
        }
    }

    private void catchUp(CountingApplication application, EventsRead read) throws InterruptedException {
        AtomicReference<EventsRead.Amount> amount = new AtomicReference<>(read.of(application.id()));
        long began = System.nanoTime();
        long before = amount.get().done();
        ProgressDisplay display = ProgressDisplay.on(
                progress,
                () -> new Work(
                        "replay",
                        amount.get().done(),
                        amount.get().total(),
                        Work.Unit.RECORDS,
                        rate(amount.get().done() - before, System.nanoTime() - began)));
        try {
            while (!amount.get().isAll() || !application.isRunning()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
                amount.set(read.of(application.id()));
            }
        } finally {
            display.close();
        }
    }

    private static String rate(long done, long nanos) {
        return String.format(Locale.ROOT, "%,.0f records/s", nanos <= 0 ? 0 : done * 1e9 / nanos);
    }

    private boolean compare(CountingApplication application, SlipstreamClient live) {
        Instant at = StateComparison.minuteBefore(clock.instant());
        StateComparison.Result result = new StateComparison(application, live).compare(at);
        if (result.differences().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "the replayed state equals the live one: %,d windows of %,d apps as of %s%n",
                    result.windows(),
                    result.apps(),
                    at);
        } else {
            out.printf(
                    Locale.ROOT,
                    "the replayed state differs from the live one in %,d of %,d windows of %,d apps as of %s:%n",
                    result.differences().size(),
                    result.windows(),
                    result.apps(),
                    at);
            result.differences().stream().limit(SHOWN).forEach(line -> out.println("  " + line));
            if (result.differences().size() > SHOWN) {
                out.printf(Locale.ROOT, "  and %,d more%n", result.differences().size() - SHOWN);
            }
        }
        out.flush();
        return result.differences().isEmpty();
    }

    private void awaitTakeover(InForce now, EventsRead read)
            throws ExecutionException, InterruptedException, TimeoutException {
        out.println(now.applicationId() + " is in force; waiting until the processors have taken it over");
        out.flush();
        long deadline = System.nanoTime() + TAKEOVER_DEADLINE.toNanos();
        try (Replays replays = new Replays(settings.kafka(), settings.applicationId())) {
            while (replays.members(now.applicationId()) == 0
                    || replays.members(now.before()) > 0
                    || !isSettled(now, read)) {
                if (System.nanoTime() > deadline) {
                    out.println("the processors have not taken it over yet; they do so as soon as they run");
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
        out.println("done: " + now.before() + " has told everything that was its to tell and is closed."
                + " `slipstream replay --abort` deletes what it leaves behind");
    }

    /** Deletes every application that is not in force and has nothing left to tell. */
    public void abort() throws ExecutionException, InterruptedException, TimeoutException, IOException {
        InForce now = new HandOver(settings.kafka(), settings.applicationId(), clock).now();
        try (Replays replays = new Replays(settings.kafka(), settings.applicationId());
                EventsRead read = new EventsRead(settings.kafka())) {
            int deleted = 0;
            for (String id : replays.all()) {
                if (id.equals(now.applicationId())) {
                    continue;
                }
                if (replays.members(id) > 0 || (id.equals(now.before()) && !isSettled(now, read))) {
                    out.println(id + " is still running and is left alone");
                } else {
                    replays.delete(id, settings.stateDir());
                    out.println(id + " is deleted");
                    deleted++;
                }
            }
            out.println(deleted == 0 ? "there is nothing to delete" : now.applicationId() + " is in force");
            out.flush();
        }
    }
}
