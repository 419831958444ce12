package slipstream.gateway.probe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.gateway.probe.http.ControlCheck;
import slipstream.gateway.probe.http.Probe;
import slipstream.gateway.probe.http.ProbeOutcome.Failure;

/** Begins the probes that are due, so many at once as allowed, and hands on what they measured. */
public final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final Duration ROUND = Duration.ofMillis(100);

    /** When no round began for so long, none begins any more. */
    private static final Duration STOPPED = Duration.ofSeconds(10);

    /** When rounds are further apart than this, it is we who stood still. */
    static final Duration STANDSTILL = Duration.ofMillis(500);

    private final ProbeSchedule schedule;
    private final Probe probe;
    private final ControlCheck control;
    private final Consumer<ProbeMeasurement> measured;
    private final InstantSource clock;
    private final int maxConcurrent;
    private final Counter measurements;
    private final Counter unmeasured;
    private final ScheduledExecutorService rounds;
    private int underWay;
    private Instant lastRound = Instant.MAX;
    private Instant stoodStillUntil = Instant.MIN;
    private boolean closed;
    private volatile long roundAtNanos = System.nanoTime();
    private volatile boolean networkWorks = true;

    /**
     * A prober without targets that has not started yet.
     *
     * @param measured takes every measurement; must not wait
     */
    public Prober(
            ProbeSchedule schedule,
            Probe probe,
            ControlCheck control,
            Consumer<ProbeMeasurement> measured,
            InstantSource clock,
            int maxConcurrent,
            MeterRegistry metrics) {
        this.schedule = schedule;
        this.probe = probe;
        this.control = control;
        this.measured = measured;
        this.clock = clock;
        this.maxConcurrent = maxConcurrent;
        this.measurements = counter(metrics, "measured");
        this.unmeasured = counter(metrics, "no-measurement");
        this.rounds = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "prober");
            thread.setDaemon(true);
            return thread;
        });
        metrics.gauge("slipstream.probe.targets", this, Prober::targets);
        metrics.gauge("slipstream.probe.lag.seconds", this, Prober::lagSeconds);
    }

    /** Begins probing, as soon as a preparation is over. */
    public void start(Runnable preparation) {
        rounds.execute(preparation);
        var unused = rounds.scheduleWithFixedDelay(this::guardedRound, 0, ROUND.toMillis(), MILLISECONDS);
    }

    /** From now on these are the targets. */
    public synchronized void replaceTargets(Set<ProbeTarget> targets) {
        schedule.replaceTargets(targets, clock.instant());
    }

    /** Begins what is due. A probe that is over makes room for the next round. */
    void beginDue() {
        roundAtNanos = System.nanoTime();
        Instant now = clock.instant();
        noteRound(now);
        for (ProbeTarget target : due(now)) {
            begin(target, now);
        }
    }

    /** Begins no more probes; what is under way measures nothing any more, because our own end would look like the app's. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        rounds.shutdownNow();
    }

    private synchronized List<ProbeTarget> due(Instant now) {
        List<ProbeTarget> due = schedule.begin(now, maxConcurrent - underWay);
        underWay += due.size();
        return due;
    }

    private void begin(ProbeTarget target, Instant beganAt) {
        var unused = probe.ask(target.check())
                .whenComplete((outcome, failure) -> countOwn(failure))
                .thenCompose(outcome -> judged(new ProbeMeasurement(target, beganAt, outcome)))
                .whenComplete((done, failure) -> finished(target, failure));
    }

    private CompletableFuture<Void> judged(ProbeMeasurement measurement) {
        CompletableFuture<Boolean> counts;
        if (measurement.outcome().failure() == null) {
            counts = CompletableFuture.completedFuture(true);
            networkWorks = true;
        } else if (isOurDoing(measurement)) {
            counts = CompletableFuture.completedFuture(false);
        } else {
            counts = controlled();
        }
        return counts.thenAccept(itCounts -> {
            if (itCounts) {
                measurements.increment();
                measured.accept(measurement);
            } else {
                unmeasured.increment();
            }
        });
    }

    private CompletableFuture<Boolean> controlled() {
        return control.networkWorks().thenApply(works -> {
            networkWorks = works;
            return works;
        });
    }

    /**
     * Whether it measures: rounds begin, and our own network was there when it was needed last. While it was not, every question
     * looks again.
     */
    boolean works() {
        if (!networkWorks) {
            var unused = controlled();
        }
        return networkWorks && System.nanoTime() - roundAtNanos < STOPPED.toNanos();
    }

    private synchronized void noteRound(Instant now) {
        if (isStandstill(now)) {
            stoodStillUntil = now;
        }
        lastRound = now;
    }

    /** Whether we ended, or stood still while the app was given time. */
    private synchronized boolean isOurDoing(ProbeMeasurement measurement) {
        boolean stoodStill = stoodStillUntil.isAfter(measurement.beganAt()) || isStandstill(clock.instant());
        return closed || (stoodStill && measurement.outcome().failure() == Failure.TIMEOUT);
    }

    private boolean isStandstill(Instant now) {
        return Duration.between(lastRound, now).compareTo(STANDSTILL) > 0;
    }

    private void countOwn(@Nullable Throwable failure) {
        if (failure != null) {
            unmeasured.increment();
        }
    }

    private synchronized void finished(ProbeTarget target, @Nullable Throwable failure) {
        underWay--;
        schedule.finished(target, clock.instant());
        if (failure != null) {
            LOG.error("a probe of {} went wrong in ourselves", target.appKey(), failure);
        }
    }

    private void guardedRound() {
        try {
            beginDue();
        } catch (RuntimeException | Error wrong) {
            LOG.error("a round of the prober went wrong", wrong);
        }
    }

    private synchronized double targets() {
        return schedule.size();
    }

    private synchronized double lagSeconds() {
        return schedule.lag(clock.instant()).toMillis() / 1_000.0;
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("slipstream.probes")
                .description("Probes that ended, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
