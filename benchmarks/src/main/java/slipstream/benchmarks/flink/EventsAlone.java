package slipstream.benchmarks.flink;

import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The bytes of events; ticks, which have no value, go no further than the source. */
final class EventsAlone implements KafkaRecordDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("RedundantNullCheck") // Kafka does not say that a value may be missing
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> events) {
        byte[] event = record.value();
        if (event != null) {
            events.collect(event);
        }
    }

    @Override
    public TypeInformation<byte[]> getProducedType() {
        return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    }
}
