package slipstream.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An instant in JSON")
@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T17:08:00Z",
                "2026-01-02T03:04:05.006Z",
                "2026-12-31T23:59:59.990Z",
                "2024-02-29T00:00:00Z",
                "2026-11-29T17:08:00.000001Z",
                "2026-11-29T17:08:00.123456789Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "9999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void is_written_as_the_JDK_writes_it_and_read_back_as_the_same(String text) throws Exception {
        Instant instant = Instant.parse(text);

        byte[] written = Json.bytes(instant);

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo('"' + instant.toString() + '"');
        assertThat(Json.mapper().readValue(written, Instant.class)).isEqualTo(instant);
        assertThat(Json.bytes(Map.of("at", instant))).asString().isEqualTo("{\"at\":\"" + instant + "\"}");
    }
}
