package slipstream.alerter.deliveries;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.notice.Delivery;

/** Reads deliveries from the records of their topic. */
public final class DeliveryDeserializer implements Deserializer<Delivery> {
    private final Deserializer<slipstream.schemas.avro.Delivery> records;

    public DeliveryDeserializer(Deserializer<slipstream.schemas.avro.Delivery> records) {
        this.records = records;
    }

    @Override
    public @Nullable Delivery deserialize(String topic, byte @Nullable [] value) {
        slipstream.schemas.avro.Delivery delivery = value == null ? null : records.deserialize(topic, value);
        return delivery == null ? null : DeliveryRecords.delivery(delivery);
    }

    @Override
    public void close() {
        records.close();
    }
}
