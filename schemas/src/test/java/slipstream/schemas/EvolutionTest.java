package slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A schema")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EvolutionTest {
    private static final Path RELEASED = Path.of("src/main/avro-released");
    private static final List<String> NAMED_BY_OTHERS = List.of("Sli.avsc", "Basis.avsc", "Breach.avsc");

    static List<Topic> topics() {
        return Topics.inFlowOrder();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void reads_and_is_read_by_every_one_of_its_kind_ever_released(Topic topic) {
        for (Map.Entry<String, Schema> released : releasedOf(topic.value()).entrySet()) {
            assertThat(faults(topic.value(), released.getValue()))
                    .as("%s against %s", topic.value().getName(), released.getKey())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void was_released_at_least_once(Topic topic) {
        assertThat(releasedOf(topic.value())).isNotEmpty();
    }

    @Test
    void with_a_new_field_and_no_default_would_be_found_out() {
        Schema current = Topics.BREACHES.value();
        Schema changed = new Schema.Parser()
                .parse(current.toString()
                        .replaceFirst("\\{\"name\":\"incidentId\"", "{\"name\":\"added\",\"type\":\"long\"},$0"));
        assertThat(faults(changed, current)).singleElement().asString().contains("added");
    }

    @Test
    void with_a_renamed_enum_symbol_would_be_found_out() {
        Schema current = Topics.BREACHES.value();
        Schema changed = new Schema.Parser().parse(current.toString().replace("\"OPENED\"", "\"BEGUN\""));
        assertThat(lostSymbols(changed, current)).containsExactly("OPENED");
    }

    /** Full compatibility: each reads what the other wrote. No symbol may be lost either, though a default would hide it. */
    private static List<String> faults(Schema current, Schema released) {
        List<String> faults = new ArrayList<>();
        for (Schema[] pair : new Schema[][] {{current, released}, {released, current}}) {
            SchemaCompatibility.SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(
                            pair[0], pair[1])
                    .getResult();
            if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
                faults.add(result.getIncompatibilities().toString());
            }
        }
        lostSymbols(current, released).forEach(symbol -> faults.add("lost the symbol " + symbol));
        return faults;
    }

    private static List<String> lostSymbols(Schema current, Schema released) {
        List<String> lost = new ArrayList<>();
        for (Schema.Field field : released.getFields()) {
            Schema.Field now = current.getField(field.name());
            if (now != null && field.schema().getType() == Schema.Type.ENUM) {
                lost.addAll(field.schema().getEnumSymbols());
                lost.removeAll(now.schema().getEnumSymbols());
            }
        }
        return lost;
    }

    private static Map<String, Schema> releasedOf(Schema current) {
        Map<String, Schema> found = new TreeMap<>();
        try (Stream<Path> versions = Files.list(RELEASED)) {
            for (Path version : versions.toList()) {
                Schema schema = schemas(version).get(current.getFullName());
                if (schema != null) {
                    found.put(version.getFileName().toString(), schema);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Map<String, Schema> schemas(Path version) throws IOException {
        Schema.Parser parser = new Schema.Parser();
        for (String name : NAMED_BY_OTHERS) {
            parser.parse(version.resolve(name).toFile());
        }
        try (Stream<Path> files = Files.list(version)) {
            for (Path file : files.toList()) {
                if (!NAMED_BY_OTHERS.contains(file.getFileName().toString())) {
                    parser.parse(file.toFile());
                }
            }
        }
        return parser.getTypes();
    }
}
