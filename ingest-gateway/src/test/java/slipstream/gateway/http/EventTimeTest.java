package slipstream.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An event's time")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00Z",
                "2024-02-29T23:59:59Z",
                "1969-12-31T23:59:59.001Z",
                "2026-03-01T12:00:00.1Z",
                "2026-03-01T12:00:00.123Z",
                "2026-03-01T12:00:00.123456789Z",
                "2026-03-01T12:00:00+01:00",
                "2026-03-01t12:00:00z"
            })
    void is_read_as_the_jdk_reads_it(String text) {
        assertThat(EventTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-01",
                "2026-03-01T12:00:00",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T12:60:00Z",
                "2026-03-01T12:00:61Z",
                "2026-03-01T12:00:00.1234567890Z",
                "2026-03-01 12:00:00Z",
                "1772366400000"
            })
    void that_is_none_is_nothing(String text) {
        assertThat(EventTime.parse(text)).isNull();
    }
}
