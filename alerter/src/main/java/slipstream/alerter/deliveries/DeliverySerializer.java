package slipstream.alerter.deliveries;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.notice.Delivery;

/** Writes deliveries as records of their topic. */
public final class DeliverySerializer implements Serializer<Delivery> {
    private final Serializer<slipstream.schemas.avro.Delivery> records;

    public DeliverySerializer(Serializer<slipstream.schemas.avro.Delivery> records) {
        this.records = records;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Delivery delivery) {
        return delivery == null ? null : records.serialize(topic, DeliveryRecords.record(delivery));
    }

    @Override
    public void close() {
        records.close();
    }
}
