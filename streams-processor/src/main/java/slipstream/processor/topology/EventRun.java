package slipstream.processor.topology;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import slipstream.processor.slo.Accepted;
import slipstream.processor.slo.Observed;
import slipstream.processor.slo.Run;

/** Events of a batch that are counted together, filled anew for every few of them. */
final class EventRun implements Run {
    /** Most events that are looked at together: what counting them takes fits into the processor's cache. */
    private static final int MAX_EVENTS = 64;

    /** What is told of the events while they are counted. */
    interface Listener {
        /** An event is counted now that arrived then. */
        void begin(long arrivedAt);

        /** What became of it. */
        void end(Accepted accepted, Arrived event);
    }

    /** One event as it arrived. */
    static final class Arrived {
        private final EventProjection projection;
        private Observed observed = new Observed();
        private byte[] bytes = {};
        private long at;
        private int keyAt;
        private int valueAt;
        private int end;

        private Arrived(EventProjection projection) {
            this.projection = projection;
        }

        byte[] key() {
            return Arrays.copyOfRange(bytes, keyAt, valueAt);
        }

        byte[] value() {
            return Arrays.copyOfRange(bytes, valueAt, end);
        }
    }

    private final Arrived[] events = new Arrived[MAX_EVENTS];
    private final Listener listener;
    private int size;

    EventRun(Supplier<EventProjection> projections, Listener listener) {
        this.listener = listener;
        for (int i = 0; i < MAX_EVENTS; i++) {
            events[i] = new Arrived(projections.get());
        }
    }

    boolean isFull() {
        return size == MAX_EVENTS;
    }

    void clear() {
        size = 0;
    }

    /**
     * Adds the event at which a batch is.
     *
     * @throws SerializationException when the bytes are no event; it is not added then
     */
    void add(EventBatch batch) {
        Arrived event = events[size];
        event.bytes = batch.bytes();
        event.at = batch.arrivedAt();
        event.keyAt = batch.keyAt();
        event.valueAt = batch.valueAt();
        event.end = batch.end();
        event.observed = event.projection.read(event.bytes, event.keyAt, event.valueAt, event.end);
        size++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Observed event(int index) {
        return events[index].observed;
    }

    @Override
    public void begin(int index) {
        listener.begin(events[index].at);
    }

    @Override
    public void end(int index, Accepted accepted) {
        listener.end(accepted, events[index]);
    }
}
