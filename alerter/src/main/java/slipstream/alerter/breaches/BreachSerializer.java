package slipstream.alerter.breaches;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.schemas.avro.Breach;

/** Writes announcements as public breach records, with the headers of a CloudEvent. */
public final class BreachSerializer implements Serializer<Announcement> {
    private final Serializer<Breach> records;
    private final CloudEventHeaders cloudEvent;

    /** @param source URI reference of this installation of Slipstream, for {@code ce_source} */
    public BreachSerializer(Serializer<Breach> records, String source) {
        this.records = records;
        this.cloudEvent = new CloudEventHeaders(source);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Announcement announcement) {
        return announcement == null ? null : records.serialize(topic, BreachRecords.record(announcement));
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Announcement announcement) {
        if (announcement != null) {
            cloudEvent.addTo(headers, announcement);
        }
        return serialize(topic, announcement);
    }

    @Override
    public void close() {
        records.close();
    }
}
