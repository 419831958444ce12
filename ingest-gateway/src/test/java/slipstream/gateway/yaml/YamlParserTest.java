package slipstream.gateway.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.objectives.Document;
import slipstream.gateway.objectives.Finding;
import slipstream.gateway.objectives.Parser.Parsed;
import slipstream.gateway.objectives.Position;
import slipstream.gateway.objectives.Tree.Fields;
import slipstream.gateway.objectives.Tree.Text;

@DisplayName("A YAML text")
@DisplayNameGeneration(ReplaceUnderscores.class)
class YamlParserTest {
    private final YamlParser parser = new YamlParser();

    @Test
    void is_documents_each_with_its_own_text() {
        Parsed parsed = parser.parse("# first\na: 1\n---\n\n---\r\nb: |\n  --- not a marker\n...\n");

        assertThat(parsed.faults()).isEmpty();
        assertThat(parsed.documents())
                .extracting(Document::text)
                .containsExactly("# first\na: 1\n", "b: |\n  --- not a marker\n...\n");
        assertThat(parsed.documents().get(1).root().at()).isEqualTo(new Position(6, 1));
    }

    @Test
    void keeps_numbers_and_booleans_as_they_were_written() {
        Fields root = (Fields) parser.parse("a: 0.9990\nb: ~\nc: \"~\"\nd: 010\n")
                .documents()
                .get(0)
                .root();

        assertThat(root.fields())
                .extracting(field -> ((Text) field.value()).text())
                .containsExactly("0.9990", "~", "~", "010");
        assertThat(root.fields())
                .extracting(field -> ((Text) field.value()).isNull())
                .containsExactly(false, true, false, false);
    }

    @Test
    void that_is_none_in_one_document_is_one_in_the_others() {
        Parsed parsed = parser.parse("a: 1\n---\nb: [1\n---\nc: 3\n");

        assertThat(parsed.documents()).hasSize(2);
        assertThat(parsed.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.at().line()).isBetween(3, 4);
            assertThat(fault.sentence()).startsWith("this is no YAML: ");
        });
    }

    @Test
    void has_no_name_twice_no_merges_no_tags_and_no_names_but_words() {
        assertThat(faults("a: 1\nb: 2\na: 3\n"))
                .containsExactly("3:1 a stands here a second time, after line 1: leave one out");
        assertThat(faults("x: &x {a: 1}\ny:\n  <<: *x\n"))
                .containsExactly("3:3 << merges nothing here: write the fields out");
        assertThat(faults("a: !!javax.script.ScriptEngineManager []\n"))
                .singleElement()
                .asString()
                .contains("tag is not allowed");
        assertThat(faults("a: !mine 1\n")).containsExactly("1:4 the tag !mine has no meaning here: leave it out");
        assertThat(faults("[1, 2]: 3\n")).containsExactly("1:1 the name of a field is one word");
    }

    @Test
    void that_multiplies_itself_is_refused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 6; i++) {
            String alias = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " ["
                    + String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias)) + "]\n");
        }
        assertThat(faults(laughs.toString())).hasSize(1);
        assertThat(faults("a: &a [*a]\n")).hasSize(1);
        assertThat(faults("[".repeat(1_000))).hasSize(1);
        assertThat(faults("a: " + "x".repeat(1_100_000))).hasSize(1);
    }

    private List<String> faults(String text) {
        return parser.parse(text).faults().stream()
                .map(fault -> fault.at() + " "
                        + Finding.error(fault.at(), "", fault.sentence()).words())
                .toList();
    }
}
