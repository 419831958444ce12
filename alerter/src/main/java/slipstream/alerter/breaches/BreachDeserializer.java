package slipstream.alerter.breaches;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.schemas.avro.Breach;

/** Reads public breach records as announcements; words unknown to this version make a record unreadable. */
public final class BreachDeserializer implements Deserializer<Announcement> {
    private final Deserializer<Breach> records;

    public BreachDeserializer(Deserializer<Breach> records) {
        this.records = records;
    }

    @Override
    public @Nullable Announcement deserialize(String topic, byte @Nullable [] value) {
        Breach breach = value == null ? null : records.deserialize(topic, value);
        return breach == null ? null : BreachRecords.announcement(breach);
    }

    @Override
    public void close() {
        records.close();
    }
}
