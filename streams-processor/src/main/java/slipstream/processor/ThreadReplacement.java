package slipstream.processor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a stream thread dies: another takes its place, unless too many have died lately; then the service stops. */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    static final int MAX_DEATHS = 10;
    static final Duration LATELY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private final InstantSource clock;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    ThreadReplacement(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable cause) {
        Instant now = clock.instant();
        deaths.addLast(now);
        while (deaths.getFirst().isBefore(now.minus(LATELY))) {
            deaths.removeFirst();
        }
        boolean tooMany = deaths.size() > MAX_DEATHS;
        LOG.error("a stream thread died, {} of at most {} within {}", deaths.size(), MAX_DEATHS, LATELY, cause);
        return tooMany ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
