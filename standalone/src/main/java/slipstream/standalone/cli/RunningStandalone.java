package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import slipstream.kit.run.Closing;
import slipstream.standalone.Standalone;
import slipstream.standalone.StandaloneSettings;

/** A standalone that this process is there for: claimed data, one line per service, ended by a signal. */
final class RunningStandalone implements AutoCloseable {
    private static final Duration READY_DEADLINE = Duration.ofMinutes(4);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(45);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Closing closing = new Closing();
    private final DataDirectory data;
    private final PrintWriter out;
    private @Nullable Standalone standalone;
    private volatile boolean started;

    private RunningStandalone(DataDirectory data, PrintWriter out) {
        this.data = data;
        this.out = out;
    }

    /**
     * Starts everything, says where it answers, and answers once all of it is ready.
     *
     * @param before starts what must be there earlier and stay longer than the services
     */
    static RunningStandalone start(
            SettingOptions options, PrintWriter out, Function<StandaloneSettings, ? extends AutoCloseable> before)
            throws IOException, InterruptedException {
        long startedNanos = System.nanoTime();
        DataDirectory data = options.dataDirectory();
        logTo(data.log());
        StandaloneSettings settings = StandaloneSettings.read(options.given());
        RunningStandalone running = new RunningStandalone(data, out);
        try {
            running.begin(settings, before, startedNanos);
            return running;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            boolean interrupted = Thread.interrupted();
            running.close();
            if (interrupted) {
                throw new Refusal("ended while it was starting");
            }
            throw failed;
        }
    }

    // Before the first logger is made; the console is for what a person is to read.
    static void logTo(Path file) {
        System.setProperty("slipstream.log.file", file.toString());
        System.setProperty("logback.configurationFile", "logback-file.xml");
    }

    private void begin(
            StandaloneSettings settings,
            Function<StandaloneSettings, ? extends AutoCloseable> before,
            long startedNanos)
            throws IOException, InterruptedException {
        Optional<DataDirectory.Claim> claim = data.claim();
        if (claim.isEmpty()) {
            String who = data.noted().map(noted -> " by process " + noted.pid()).orElse("");
            throw new Refusal(data.root() + " is in use" + who + ": end that one with `slipstream down --data "
                    + data.root() + "`, or choose another directory with --data");
        }
        closing.add(claim.get());
        List<String> taken = settings.takenPorts();
        if (!taken.isEmpty()) {
            throw new Refusal(String.join(System.lineSeparator(), taken));
        }
        RunningProcess process = RunningProcess.starting();
        data.note(process);
        closing.add(data::forget);
        Thread starting = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endBySignal(starting), "slipstream-shutdown"));

        closing.add(before.apply(settings));
        standalone = closing.add(Standalone.launch(settings, InstantSource.system()));
        out.println("Slipstream on " + data.root());
        standalone.addresses().forEach((name, address) -> out.printf("  %-10s %s%n", name, address));
        out.println("  operator token in " + data.operatorToken());
        awaitReady(standalone);
        out.printf("ready after %.1f s%n", (System.nanoTime() - startedNanos) / 1e9);
        out.flush();
        data.note(process.answering(standalone.addresses()));
        started = true;
    }

    private static void awaitReady(Standalone standalone) throws InterruptedException {
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        while (!standalone.ready()) {
            if (System.nanoTime() > deadline) {
                throw new Refusal("not ready within " + READY_DEADLINE.toSeconds() + " s; the log says more");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    Standalone standalone() {
        return Objects.requireNonNull(standalone, "started");
    }

    /** Has something else closed before the services are. */
    <T extends AutoCloseable> T closeFirst(T resource) {
        return closing.add(resource);
    }

    /** Stays until the process is told to end. */
    void awaitEnd() throws InterruptedException {
        ending.await();
    }

    private void endBySignal(Thread starting) {
        ending.countDown();
        if (!started) {
            starting.interrupt();
        }
        try {
            if (!ended.await(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("not everything was closed within " + CLOSE_DEADLINE.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            closing.close();
        } finally {
            ended.countDown();
        }
    }
}
