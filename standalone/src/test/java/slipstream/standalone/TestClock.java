package slipstream.standalone;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * A clock that runs, and faster when a test wants time to pass. It begins half a day behind the real one: a broker refuses
 * records from the future, but not from the past. It never jumps, for a minute without a tick counts as not measured.
 */
public final class TestClock implements InstantSource {
    private static final long FAST = 60;

    private Instant base = Instant.now().minus(Duration.ofHours(12)).truncatedTo(ChronoUnit.MINUTES);
    private long baseNanos = System.nanoTime();
    private long speed = 1;

    @Override
    public synchronized Instant instant() {
        return base.plusNanos((System.nanoTime() - baseNanos) * speed);
    }

    private synchronized void runAt(long newSpeed) {
        base = instant();
        baseNanos = System.nanoTime();
        speed = newSpeed;
    }

    /** Lets so much time pass, a minute in each real second. */
    public void pass(Duration duration) {
        passUntil(instant().plus(duration));
    }

    /** Lets time pass until 15 seconds after the next minute begins: by then the minute before it is judged. */
    public void passUntilMinuteIsJudged() {
        passUntil(minute().plusSeconds(75));
    }

    private void passUntil(Instant end) {
        runAt(FAST);
        try {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !instant().isBefore(end));
        } finally {
            runAt(1);
        }
    }

    public Instant minute() {
        return instant().truncatedTo(ChronoUnit.MINUTES);
    }
}
