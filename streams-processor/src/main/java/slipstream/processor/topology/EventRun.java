package slipstream.processor.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        void end(Accepted accepted, ConsumerRecord<byte[], byte[]> event);
    }

    private final EventProjection[] projections = new EventProjection[MAX_EVENTS];
    private final Observed[] observed = new Observed[MAX_EVENTS];
    private final List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>(MAX_EVENTS);
    private final Listener listener;

    EventRun(Supplier<EventProjection> each, Listener listener) {
        this.listener = listener;
        Arrays.setAll(projections, i -> each.get());
    }

    boolean isFull() {
        return events.size() == MAX_EVENTS;
    }

    void clear() {
        events.clear();
    }

    /**
     * Adds an event.
     *
     * @throws SerializationException when the bytes are no event; it is not added then
     */
    void add(ConsumerRecord<byte[], byte[]> event) {
        int at = events.size();
        observed[at] = projections[at].read(event.key(), event.value());
        events.add(event);
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public Observed event(int index) {
        return observed[index];
    }

    @Override
    public void begin(int index) {
        listener.begin(events.get(index).timestamp());
    }

    @Override
    public void end(int index, Accepted accepted) {
        listener.end(accepted, events.get(index));
    }
}
