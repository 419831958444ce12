package slipstream.gateway.clock;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Since when this gateway has been refusing observations for reasons of its own, as far as the partitions have not been told. A
 * refusal counts from the moment the observation came. Times in epoch milliseconds.
 */
public final class Refusals {
    private static final long NEVER = Long.MIN_VALUE;

    private final InstantSource clock;

    /** When the newest tick was made that was written to a partition. */
    private final Map<Integer, Long> told = new HashMap<>();

    private long first = NEVER;
    private long last = NEVER;

    public Refusals(InstantSource clock) {
        this.clock = clock;
    }

    /** Does what takes an observation, and notes if it was refused. */
    public <T> CompletionStage<T> noted(Supplier<CompletionStage<T>> taking) {
        long came = clock.millis();
        return taking.get().whenComplete((done, fault) -> {
            if (fault != null) {
                note(came);
            }
        });
    }

    private synchronized void note(long came) {
        boolean everybodyKnows = !told.isEmpty() && told.values().stream().allMatch(through -> through > last);
        first = first == NEVER || everybodyKnows ? came : Math.min(first, came);
        last = Math.max(last, clock.millis());
    }

    /** What a tick has to tell a partition: nothing when it was told all. */
    synchronized OptionalLong untold(int partition) {
        return last >= told.getOrDefault(partition, NEVER) && last != NEVER
                ? OptionalLong.of(first)
                : OptionalLong.empty();
    }

    /** A tick that was made at some time was written to a partition, and all that was to be told then with it. */
    synchronized void written(int partition, long madeAt) {
        told.merge(partition, madeAt, Math::max);
    }
}
