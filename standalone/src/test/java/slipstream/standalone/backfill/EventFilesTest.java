package slipstream.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.kit.http.Json;

@DisplayName("Files of events")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventFilesTest {
    private static final String EVENT =
            "{\"id\":\"a\",\"appKey\":\"k\",\"occurredAt\":\"2026-11-01T10:00:00Z\",\"status\":200,\"platformFault\":true}";

    @TempDir
    Path directory;

    @Test
    void give_the_same_events_whatever_their_format() throws Exception {
        Path lines = write("a.ndjson", EVENT.replace("{", "{ \"unknown\": [1, {}], ") + "\r\n");
        Path rows = write(
                "a.csv",
                "\uFEFFid,platformFault,status,appKey,occurredAt,site\r\na,true,200,k,2026-11-01T10:00:00Z,\r\n");
        Path compressed = directory.resolve("a.jsonl.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(EVENT.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(List.of(read(lines), read(rows), read(compressed), read(avro())))
                .allSatisfy(items -> assertThat(items)
                        .hasSize(1)
                        .first()
                        .isInstanceOfSatisfying(FileItem.Read.class, item -> assertThat(
                                        tree(item.event().toString()))
                                .isEqualTo(tree(EVENT))));
    }

    @Test
    void say_on_which_line_something_is_broken_and_go_on_behind_it() throws Exception {
        Path lines = write("b.ndjson", EVENT + "\n\n{\"id\": \n[]\n" + "x".repeat(70_000) + "\n{} {}\n" + EVENT);

        assertThat(read(lines))
                .extracting(FileItem::position, item -> item instanceof FileItem.Broken broken ? broken.code() : "read")
                .containsExactly(
                        tuple(1L, "read"),
                        tuple(3L, "unreadable"),
                        tuple(4L, "unreadable"),
                        tuple(5L, "too-long"),
                        tuple(6L, "unreadable"),
                        tuple(7L, "read"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "a,200,x              | {\"id\":\"a\",\"status\":200,\"error\":\"x\"}",
                "\"a\",\"200\",\"x,\"\"y\"\"\" | {\"id\":\"a\",\"status\":200,\"error\":\"x,\\\"y\\\"\"}",
                "a,,                  | {\"id\":\"a\"}",
                "a,20O,x              | wrong-type status: \"20O\" is no whole number",
                "a,200                | unreadable has 2 cells where the first row has 3",
                "\"a\"b,200,x         | unreadable there is something behind a closing quote",
                "\"a,200,x            | unreadable the row is longer than 65536 characters, or a quote is open",
            })
    void hold_cells_with_and_without_quotes(String row, String expected) throws Exception {
        List<FileItem> items = read(write("c.csv", "id,status,error\n" + row + "\n"));

        assertThat(items).hasSize(1);
        assertThat(textOf(items.get(0))).isEqualTo(expected);
    }

    @Test
    void count_the_lines_inside_of_quoted_cells() throws Exception {
        Path rows = write("d.csv", "id,error\na,\"one\ntwo\"\n\nb,c,d\ne,f");

        assertThat(read(rows)).extracting(FileItem::position).containsExactly(2L, 5L, 6L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "e.csv | id,durationMs | has the column \"durationMs\", which is no field of an event",
                "e.csv | id;status | has the column \"id;status\"",
                "e.csv | id,id | has the column \"id\" twice",
                "e.avro| no avro at all | is no Avro object container file",
                "e.txt | {} | does not say by its name what it is",
            })
    void are_refused_as_a_whole_when_nothing_of_them_could_be_meant(String name, String text, String reason)
            throws Exception {
        Path file = write(name, text);

        assertThatThrownBy(() -> FileReading.check(List.of(file), Optional.empty()))
                .isInstanceOf(UnusableFile.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(reason);
    }

    @Test
    void are_refused_where_an_Avro_field_holds_something_else() throws Exception {
        Schema schema =
                SchemaBuilder.record("E").fields().requiredString("status").endRecord();
        Path file = avro(new GenericRecordBuilder(schema).set("status", "200").build());

        assertThatThrownBy(() -> FileReading.check(List.of(file), Optional.empty()))
                .hasMessageContaining("has string in the field \"status\"; expected is an int or long");
    }

    private Path avro() throws IOException {
        Schema time = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        Schema schema = SchemaBuilder.record("E")
                .fields()
                .requiredString("id")
                .optionalString("appKey")
                .name("occurredAt")
                .type(time)
                .noDefault()
                .optionalInt("status")
                .optionalLong("durationMillis")
                .requiredBoolean("platformFault")
                .endRecord();
        GenericRecord event = new GenericData.Record(schema);
        event.put("id", "a");
        event.put("appKey", "k");
        event.put("occurredAt", 1_793_527_200_000_000L);
        event.put("status", 200);
        event.put("platformFault", true);
        return avro(event);
    }

    private Path avro(GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(event.getSchema(), bytes);
            writer.append(event);
        }
        return Files.write(directory.resolve("a.avro"), bytes.toByteArray());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static List<FileItem> read(Path file) throws IOException {
        List<FileItem> items = new ArrayList<>();
        try (EventFile opened = new FileReading(Optional.empty()).open(file)) {
            for (@Nullable FileItem item = opened.next(); item != null; item = opened.next()) {
                items.add(item);
            }
        }
        return items;
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String textOf(FileItem item) {
        return item instanceof FileItem.Broken broken
                ? broken.code() + " " + broken.reason()
                : ((FileItem.Read) item).event().toString();
    }
}
