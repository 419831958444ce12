package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The numbers of series")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesIndexTest {
    private final SeriesIndex index = new SeriesIndex();

    @Test
    void are_found_by_app_indicator_and_scope() {
        Map<SeriesHash, Integer> known = new HashMap<>();
        for (int app = 0; app < 500; app++) {
            for (int sli = 1; sli <= 4; sli++) {
                for (String scope : new String[] {"", "jira", "https://app-%d.example.com/base".formatted(app)}) {
                    SeriesHash name = name("app-" + app, sli, scope);
                    assertThat(index.find(name)).isEqualTo(SeriesIndex.NONE);
                    index.add(name, known.size());
                    known.put(name, known.size());
                }
            }
        }
        known.forEach((name, number) -> assertThat(index.find(name)).isEqualTo(number));
    }

    @Test
    void are_not_those_of_another_name_with_the_same_bytes() {
        index.add(name("ab", 1, "c"), 0);

        assertThat(index.find(name("a", 1, "bc"))).isEqualTo(SeriesIndex.NONE);
        assertThat(index.find(name("ab", 2, "c"))).isEqualTo(SeriesIndex.NONE);
        assertThat(index.find(name("ab", 1, "c\0"))).isEqualTo(SeriesIndex.NONE);
        assertThat(index.find(name("ab", 1, "c"))).isZero();
    }

    private static SeriesHash name(String app, int sli, String scope) {
        byte[] key = app.getBytes(StandardCharsets.UTF_8);
        byte[] text = scope.getBytes(StandardCharsets.UTF_8);
        return new SeriesHash().of(key, 0, key.length, sli, text, 0, text.length);
    }
}
