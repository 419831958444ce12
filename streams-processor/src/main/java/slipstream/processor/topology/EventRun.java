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

    /** Bytes of an event in which everything lies that counting reads of most. */
    private static final int APPROACHED = 256;

    private static final int LINE = 64;

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

    /** What was read ahead, kept so that it is read at all. */
    @SuppressWarnings("UnusedVariable")
    private int read;

    EventRun(Supplier<EventProjection> each, Listener listener) {
        this.listener = listener;
        Arrays.setAll(projections, i -> each.get());
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    boolean isFull() {
        return events.size() == MAX_EVENTS;
    }

    void clear() {
        events.clear();
    }

    /**
     * Reads some of every line of memory in which the events from a place on lie that will be added next, so that the memory brings many
     * at the same time.
     */
    void approach(List<ConsumerRecord<byte[], byte[]>> coming, int from) {
        int sum = 0;
        for (int i = from; i < Math.min(coming.size(), from + MAX_EVENTS); i++) {
            byte[] value = coming.get(i).value();
            for (int at = 0; at < Math.min(value.length, APPROACHED); at += LINE) {
                sum += value[at];
            }
        }
        read = sum;
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
