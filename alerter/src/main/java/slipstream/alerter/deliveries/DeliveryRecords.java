package slipstream.alerter.deliveries;

import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.NotificationReason;
import slipstream.schemas.avro.Delivery;
import slipstream.schemas.avro.DeliveryState;

/** A delivery as a record of its topic, and back. */
final class DeliveryRecords {
    private DeliveryRecords() {}

    static Delivery record(slipstream.alerter.incident.notice.Delivery delivery) {
        return Delivery.newBuilder()
                .setIncidentId(delivery.incidentId().text())
                .setTransition(slipstream.schemas.avro.Transition.valueOf(
                        delivery.transition().name()))
                .setChannel(delivery.recipient())
                .setState(DeliveryState.valueOf(delivery.state().name()))
                .setReason(delivery.reason().name())
                .setMessageId(delivery.messageId())
                .setAttempts(delivery.attempts())
                .setAt(delivery.at())
                .build();
    }

    static slipstream.alerter.incident.notice.Delivery delivery(Delivery record) {
        return new slipstream.alerter.incident.notice.Delivery(
                new IncidentId(record.getIncidentId()),
                constant(Transition.values(), record.getTransition()),
                record.getChannel(),
                constant(slipstream.alerter.incident.notice.Delivery.State.values(), record.getState()),
                constant(NotificationReason.values(), record.getReason()),
                record.getMessageId(),
                record.getAttempts(),
                record.getAt());
    }

    private static <E extends Enum<E>> E constant(E[] constants, Object word) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(word.toString()))
                .findFirst()
                .orElseThrow(() -> new SerializationException("a delivery with the unknown word " + word));
    }
}
