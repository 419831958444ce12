package slipstream.processor.topology;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import slipstream.processor.slo.Accepted;

/**
 * What became of every record read: read = ticks + unreadable + the sum over {@link Accepted}. Counted as processed; what a
 * crash makes Kafka Streams process again is counted again here, never in a window.
 */
public final class Tally {
    private final Map<Accepted, LongAdder> accepted = new EnumMap<>(Accepted.class);
    private final LongAdder ticks = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder verdicts = new LongAdder();

    /** All at zero. */
    public Tally() {
        for (Accepted each : Accepted.values()) {
            accepted.put(each, new LongAdder());
        }
    }

    void count(Accepted what) {
        count(what, 1);
    }

    void count(Accepted what, long times) {
        LongAdder adder = accepted.get(what);
        if (adder != null) {
            adder.add(times);
        }
    }

    void tick() {
        ticks.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void verdict() {
        verdicts.increment();
    }

    /** Hands every figure to {@code each} under its name. */
    public void forEach(BiConsumer<String, Supplier<Number>> each) {
        accepted.forEach((what, adder) -> each.accept(what.id(), adder::sum));
        each.accept("tick", ticks::sum);
        each.accept("unreadable", unreadable::sum);
    }

    /** Verdicts written. */
    public long verdicts() {
        return verdicts.sum();
    }
}
