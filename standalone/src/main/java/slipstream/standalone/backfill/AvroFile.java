package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;

/** An Avro object container file whose records have the fields of an event, each a plain value or a union with null. */
final class AvroFile implements EventFile {
    private final DataFileStream<GenericRecord> records;
    private final List<Column> columns;
    private long number;

    /** A field of the records, and the unit of its time if it is one. */
    private record Column(
            EventField field, int position, @Nullable ChronoUnit timeUnit) {}

    private AvroFile(DataFileStream<GenericRecord> records, List<Column> columns) {
        this.records = records;
        this.columns = columns;
    }

    /** Reads the header. */
    static AvroFile open(InputStream in) throws IOException {
        try {
            DataFileStream<GenericRecord> records = new DataFileStream<>(in, new GenericDatumReader<>());
            return new AvroFile(records, columnsOf(records.getSchema()));
        } catch (UnusableFile unusable) {
            throw unusable;
        } catch (IOException | AvroRuntimeException broken) {
            throw new UnusableFile("is no Avro object container file (" + broken.getMessage() + ")");
        }
    }

    private static List<Column> columnsOf(Schema schema) throws UnusableFile {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new UnusableFile("holds no records");
        }
        List<Column> columns = new ArrayList<>();
        for (Schema.Field each : schema.getFields()) {
            EventField field = EventField.ofId(each.name())
                    .orElseThrow(() ->
                            new UnusableFile("has the field \"" + each.name() + "\", which is no field of an event"));
            columns.add(new Column(field, each.pos(), timeUnitOf(field, valueOf(each.schema()))));
        }
        return columns;
    }

    /** What a field holds when it holds anything. */
    private static Schema valueOf(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }

    private static @Nullable ChronoUnit timeUnitOf(EventField field, Schema schema) throws UnusableFile {
        boolean fits =
                switch (field.kind()) {
                    case TEXT -> schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.ENUM;
                    case NUMBER -> schema.getType() == Schema.Type.INT || schema.getType() == Schema.Type.LONG;
                    case FLAG -> schema.getType() == Schema.Type.BOOLEAN;
                };
        if (fits) {
            return null;
        }
        if (field == EventField.OCCURRED_AT && schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return ChronoUnit.MILLIS;
        }
        if (field == EventField.OCCURRED_AT && schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
            return ChronoUnit.MICROS;
        }
        throw new UnusableFile(
                "has " + schema.getType().getName() + " in the field \"" + field.id() + "\"; expected is "
                        + (field == EventField.OCCURRED_AT
                                ? "a string, timestamp-millis or timestamp-micros"
                                : switch (field.kind()) {
                                    case TEXT -> "a string or enum";
                                    case NUMBER -> "an int or long";
                                    case FLAG -> "a boolean";
                                }));
    }

    @Override
    public @Nullable FileItem next() throws IOException {
        number++;
        try {
            return records.hasNext() ? new FileItem.Read(number, eventOf(records.next())) : null;
        } catch (AvroRuntimeException broken) {
            throw new UnusableFile("is broken from record " + number + " on (" + broken.getMessage() + ")");
        }
    }

    private ObjectNode eventOf(GenericRecord record) {
        ObjectNode event = Json.mapper().createObjectNode();
        for (Column column : columns) {
            Object value = record.get(column.position());
            String name = column.field().id();
            if (value instanceof Number number && column.timeUnit() != null) {
                event.put(
                        name,
                        Instant.EPOCH
                                .plus(number.longValue(), column.timeUnit())
                                .toString());
            } else if (value instanceof Number number) {
                event.put(name, number.longValue());
            } else if (value instanceof Boolean flag) {
                event.put(name, flag);
            } else if (value != null) {
                event.put(name, value.toString());
            }
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
