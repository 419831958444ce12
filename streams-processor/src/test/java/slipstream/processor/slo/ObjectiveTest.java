package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An objective")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectiveTest {
    @ParameterizedTest
    @CsvSource({
        // 28 days of a probe a minute: 40 failures pass, 41 breach
        "999000, 40280, 40, MET",
        "999000, 40279, 41, BREACHED",
        // equality is no breach
        "990000, 99, 1, MET",
        "950000, 95, 5, MET",
        "950000, 94, 5, BREACHED",
        // one bad event of fifteen fires: there is no minimum sample
        "999000, 14, 1, BREACHED",
        "999000, 0, 1, BREACHED",
        "999000, 1, 0, MET",
        // an empty window has no rate
        "999000, 0, 0, NO_DATA",
    })
    void is_breached_strictly_below_its_target(long targetPpm, long good, long bad, VerdictKind expected) {
        Objective objective = Objective.rate("o", "availability", targetPpm, new Window(15));

        assertThat(objective.judge(new Given(new Counts(good, bad))).kind()).isEqualTo(expected);
    }

    @Test
    void refuses_a_target_that_nothing_or_everything_meets() {
        assertThatThrownBy(() -> Objective.rate("o", "availability", 1_000_000, new Window(15)))
                .hasMessageContaining("1000000");
        assertThatThrownBy(() -> Objective.rate("o", "availability", 0, new Window(15)))
                .hasMessageContaining("was 0");
    }

    @Test
    void has_a_window_of_whole_five_minute_cells() {
        assertThatThrownBy(() -> new Window(7)).hasMessageContaining("was 7");
        assertThatThrownBy(() -> Window.of(Duration.ofSeconds(90))).hasMessageContaining("PT1M30S");
        assertThat(Window.of(Duration.ofDays(28)).startAt(40_323)).isEqualTo(0);
        assertThat(Window.of(Duration.ofMinutes(15)).startAt(17)).isEqualTo(2);
    }
}
