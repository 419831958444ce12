package slipstream.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records with every field set, made from the schemas themselves so that no field is forgotten. */
final class SampleRecords {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    private SampleRecords() {}

    static SpecificRecord of(Topic topic) {
        return (SpecificRecord) filled(topic.value());
    }

    private static Object filled(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().get(1), schema);
            case ARRAY -> new ArrayList<>(List.of(filled(schema.getElementType()), filled(schema.getElementType())));
            case MAP -> new LinkedHashMap<>(Map.of("one", filled(schema.getValueType())));
            case UNION -> filled(schema.getTypes().get(schema.getTypes().size() - 1));
            case STRING -> "Ünïcode ☃";
            case BYTES -> ByteBuffer.wrap(new byte[] {0, 1, -1});
            case INT -> 42;
            case LONG -> LogicalTypes.fromSchema(schema) == null ? (Object) Long.MIN_VALUE : NOON;
            case BOOLEAN -> true;
            case FLOAT, DOUBLE, FIXED, NULL -> throw new IllegalArgumentException("no sample of " + schema);
        };
    }

    private static SpecificRecord record(Schema schema) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), filled(field.schema()));
        }
        return record;
    }
}
