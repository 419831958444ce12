package slipstream.alerter.notify;

import java.util.List;
import java.util.Map;
import slipstream.alerter.incident.notice.Delivery;

/** The durable record of what became of notifications, parted like the breach topic. */
interface DeliveryLog extends AutoCloseable {
    /** The newest delivery of every key of a partition. */
    Map<String, Delivery> load(int partition);

    /** Returns once all of them are durable, and throws when they may not be; writing again does no harm. */
    void write(int partition, List<Delivery> deliveries);

    @Override
    void close();
}
