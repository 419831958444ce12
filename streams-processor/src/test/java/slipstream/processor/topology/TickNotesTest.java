package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.processor.slo.Tick;
import slipstream.schemas.TickHeaders;

@DisplayName("The headers of a tick")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TickNotesTest {
    @ParameterizedTest
    @CsvSource({"working, WORKING", "offline, OFFLINE", "resting, UNSAID", "'', UNSAID"})
    void say_how_the_prober_is(String text, Tick.Prober expected) {
        assertThat(tick(TickHeaders.PROBER, text).prober()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1772409600000, 1772409600000",
        "0, 0",
        "-5, ",
        "'', ",
        "soon, ",
        "99999999999999999999, ",
    })
    void say_since_when_the_gateway_refuses(String text, Long expected) {
        assertThat(tick(TickHeaders.REFUSED_SINCE, text).refusedSince().stream()
                        .boxed()
                        .toList())
                .isEqualTo(expected == null ? java.util.List.of() : java.util.List.of(expected));
    }

    @Test
    void need_not_be_there() {
        assertThat(TickNotes.in(new RecordHeaders())).isEqualTo(Tick.PLAIN);
    }

    private static Tick tick(String header, String text) {
        return TickNotes.in(new RecordHeaders().add(header, text.getBytes(StandardCharsets.UTF_8)));
    }
}
