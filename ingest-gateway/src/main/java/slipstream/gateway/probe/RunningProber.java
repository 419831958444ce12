package slipstream.gateway.probe;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import slipstream.gateway.probe.http.ControlCheck;
import slipstream.gateway.probe.http.HttpProbe;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.run.Closing;
import slipstream.schemas.avro.AppRegistration;

/** The prober of one gateway at work: its share of the apps, its schedule and its connections. */
public final class RunningProber implements AutoCloseable {
    private static final double PER_CENT = 100.0;

    private final ProbeShare share;
    private final Prober prober;
    private final Closing closing;

    private RunningProber(ProbeShare share, Prober prober, Closing closing) {
        this.share = share;
        this.prober = prober;
        this.closing = closing;
    }

    /**
     * Joins the group of probers and begins to probe.
     *
     * @param registrations reads the values of {@code slipstream.apps}
     * @param measured takes every measurement; usually {@link ProbeReports}
     */
    public static RunningProber start(
            ProberSettings settings,
            KafkaSettings kafka,
            Deserializer<AppRegistration> registrations,
            Consumer<ProbeMeasurement> measured,
            InstantSource clock,
            MeterRegistry metrics) {
        Closing closing = new Closing();
        try {
            return start(settings, kafka, registrations, measured, clock, metrics, closing);
        } catch (RuntimeException halfStarted) {
            closing.close();
            throw halfStarted;
        }
    }

    private static RunningProber start(
            ProberSettings settings,
            KafkaSettings kafka,
            Deserializer<AppRegistration> registrations,
            Consumer<ProbeMeasurement> measured,
            InstantSource clock,
            MeterRegistry metrics,
            Closing closing) {
        // As many threads as probes are under way, and those are limited: a slow name server must not delay other
        // probes.
        ExecutorService threads = Executors.newCachedThreadPool(RunningProber::thread);
        closing.add(threads::shutdownNow);
        HttpProbe probe = new HttpProbe(threads, System::nanoTime);
        ProbeSchedule schedule = new ProbeSchedule(
                settings.interval(), settings.jitterPercent() / PER_CENT, () -> ThreadLocalRandom.current()
                        .nextDouble());
        Prober prober = closing.add(new Prober(
                schedule,
                probe,
                new ControlCheck(probe, settings.controlUrl()),
                measured,
                clock,
                settings.maxConcurrent(),
                metrics));
        ProbeShare share =
                closing.add(new ProbeShare(ProbeShare.consumer(kafka), registrations, prober::replaceTargets, metrics));
        share.start();
        prober.start(probe::warmUp);
        return new RunningProber(share, prober, closing);
    }

    /** Whether it works, for a partition of the apps; empty when that one's apps are another gateway's to probe. */
    public Optional<Boolean> worksFor(int partition) {
        return share.holds(partition) ? Optional.of(prober.works()) : Optional.empty();
    }

    /** What is wrong, if it has stopped working; for the health check. */
    public Optional<String> problem() {
        return share.problem();
    }

    /** Leaves the group and begins no more probes. */
    @Override
    public void close() {
        closing.close();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        return thread;
    }
}
