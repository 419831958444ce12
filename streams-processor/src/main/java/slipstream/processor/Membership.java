package slipstream.processor;

import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Whether an instance can be asked: from the first time on that it has all that it was given, until it ends. While partitions
 * change hands later, all instances of a group are rebalancing at once, and answer nevertheless.
 */
final class Membership implements KafkaStreams.StateListener {
    private volatile State state = State.CREATED;
    private volatile boolean hasRun;

    @Override
    public void onChange(State now, State before) {
        state = now;
        hasRun |= now == State.RUNNING;
    }

    /** What is in the way, for a health check. */
    Optional<String> problem() {
        State now = state;
        boolean answers = now == State.RUNNING || (now == State.REBALANCING && hasRun);
        return answers ? Optional.empty() : Optional.of("is " + now);
    }
}
