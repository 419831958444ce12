package slipstream.alerter.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import slipstream.alerter.incident.notice.Delivery;

/** A deliveries topic in memory that outlives the notifiers of a test, and can be told to fail. */
final class FakeDeliveryLog implements DeliveryLog {
    final List<Delivery> written = new ArrayList<>();
    Predicate<Delivery> fails = delivery -> false;
    boolean loadFails;

    private final Map<Integer, Map<String, Delivery>> partitions = new HashMap<>();

    @Override
    public Map<String, Delivery> load(int partition) {
        if (loadFails) {
            throw new IllegalStateException("planted");
        }
        return Map.copyOf(partitions.getOrDefault(partition, Map.of()));
    }

    @Override
    public void write(int partition, List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (fails.test(delivery)) {
                throw new IllegalStateException("planted");
            }
            written.add(delivery);
            partitions.computeIfAbsent(partition, number -> new HashMap<>()).put(delivery.key(), delivery);
        }
    }

    /** Every state that was recorded, such as {@code OPENED SENT ACCEPTED}. */
    List<String> states() {
        return written.stream()
                .map(delivery -> delivery.transition() + " " + delivery.state() + " " + delivery.reason())
                .toList();
    }

    @Override
    public void close() {}
}
