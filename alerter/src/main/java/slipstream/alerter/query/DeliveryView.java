package slipstream.alerter.query;

import java.time.Instant;
import slipstream.alerter.incident.notice.Delivery;

/** A notification and what became of it, as it is shown. */
record DeliveryView(
        String incidentId,
        String transition,
        String channel,
        String state,
        String reason,
        String messageId,
        int attempts,
        Instant at) {
    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.incidentId().text(),
                delivery.transition().name(),
                delivery.recipient(),
                delivery.state().name(),
                delivery.reason().name(),
                delivery.messageId(),
                delivery.attempts(),
                delivery.at());
    }
}
