package slipstream.processor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.TopicTable;
import slipstream.processor.StreamsReaders.Running;
import slipstream.processor.topology.Voice;

/**
 * The application that this instance counts with: the one in force. After a hand-over the next one is started beside it; the old
 * one answers until the next one is running, and is closed when the whole group has told everything that was its to tell.
 */
final class Succession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    private static final Duration LOAD_DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 1_000;

    private final ProcessorSettings settings;
    private final HostInfo self;
    private final InstantSource clock;
    private final TopicTable<InForce> inForce;
    private final EventsRead read;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slipstream-succession");
        thread.setDaemon(true);
        return thread;
    });

    private volatile CountingApplication serving;
    private @Nullable CountingApplication other;

    private Succession(ProcessorSettings settings, HostInfo self, InstantSource clock) {
        this.settings = settings;
        this.self = self;
        this.clock = clock;
        this.inForce = HandOver.follow(settings.kafka(), settings.applicationId());
        inForce.awaitLoaded(LOAD_DEADLINE);
        this.read = new EventsRead(settings.kafka());
        this.serving = start(now().applicationId());
    }

    /** Starts the application in force, and follows who it is. */
    static Succession begin(ProcessorSettings settings, HostInfo self, InstantSource clock) {
        Succession succession = new Succession(settings, self, clock);
        var unused = succession.looking.scheduleWithFixedDelay(
                succession::lookOrLog, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return succession;
    }

    private InForce now() {
        InForce found = inForce.get(settings.applicationId());
        return found == null ? InForce.first(settings.applicationId()) : found;
    }

    private CountingApplication start(String applicationId) {
        boolean inForceAtFirst = applicationId.equals(settings.applicationId());
        return CountingApplication.start(settings, new Voice(applicationId, inForceAtFirst, ""), self, clock);
    }

    /** The application that answers. */
    CountingApplication serving() {
        return serving;
    }

    /** The application that answers, as readers want to know it. */
    Running running() {
        CountingApplication found = serving;
        return new Running(found.streams(), self, found.counting(), found.partitions());
    }

    /** How many records of an outcome the application that answers has counted. */
    double counted(String outcome) {
        double[] found = new double[1];
        serving.counting().tally().forEach((name, count) -> {
            if (name.equals(outcome)) {
                found[0] = count.get().doubleValue();
            }
        });
        return found[0];
    }

    private void lookOrLog() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("the hand-over between applications is tried again: {}", e.toString());
        }
    }

    private synchronized void look() {
        InForce now = now();
        boolean isDrained =
                now.before().equals(now.applicationId()) || read.hasPassed(now.before(), now.handedOverAt());
        if (other == null) {
            if (!serving.id().equals(now.applicationId())) {
                LOG.info("{} is in force and is started beside {}", now.applicationId(), serving.id());
                other = start(now.applicationId());
            } else if (!isDrained) {
                LOG.info("{} has not told everything that was its to tell and is started again", now.before());
                other = start(now.before());
            }
            return;
        }
        if (other.isDead()) {
            other.close();
            other = null;
            return;
        }
        if (other.id().equals(now.applicationId()) && other.isRunning()) {
            CountingApplication old = serving;
            serving = other;
            other = old;
        }
        if (isDrained && serving.id().equals(now.applicationId())) {
            LOG.info("{} has told everything that was its to tell and is closed", other.id());
            other.close();
            other = null;
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        synchronized (this) {
            if (other != null) {
                other.close();
            }
            serving.close();
        }
        read.close();
        inForce.close();
    }
}
