package slipstream.standalone.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import slipstream.standalone.progress.Work.Unit;

@DisplayName("Progress")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
    private static final String FIGURES = "8,412 events/s, admitted 120,000";

    private final StringWriter shown = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0       | 21300000 | 60   | backfill 0 %, 0 B of 21.3 MB, f",
                "12100000| 21300000 | 0    | backfill 56 %, 12.1 MB of 21.3 MB, f",
                "10650000| 21300000 | 42   | backfill 50 %, 10.7 MB of 21.3 MB, f, 0:42 left",
                "100     | 1000     | 1000 | backfill 10 %, 100 B of 1.0 kB, f, 2 h 30 min left",
                "21300000| 21300000 | 90   | backfill 100 %, 21.3 MB of 21.3 MB, f",
                "5       | 0        | 90   | backfill 0 %, 5 B of 0 B, f",
            })
    void is_a_plain_line_where_there_is_no_terminal(long done, long total, long seconds, String line) {
        assertThat(ProgressLine.plain(new Work("backfill", done, total, Unit.BYTES, "f"), Duration.ofSeconds(seconds)))
                .isEqualTo(line);
    }

    @Test
    void is_a_bar_with_the_time_that_is_left_on_a_terminal() {
        Work half = new Work("backfill", 50, 100, Unit.RECORDS, FIGURES);

        assertThat(ProgressLine.onTerminal(half, Duration.ofSeconds(30), 120))
                .isEqualTo("backfill [###############---------------]  50 %  " + FIGURES + "  0:30 left");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40, 60, 70, 80, 200})
    void never_wraps_into_the_next_line(int columns) {
        Work half = new Work("backfill", 50, 100, Unit.RECORDS, FIGURES);

        assertThat(ProgressLine.onTerminal(half, Duration.ofSeconds(30), columns))
                .hasSizeLessThan(Math.max(columns, 1));
    }

    @Test
    void writes_over_its_own_line_on_a_terminal_and_leaves_notes_above_it() {
        try (ProgressDisplay display = display(100)) {
            display.show();
            display.note("events.csv:3: unknown-app");
        }

        List<String> parts = List.of(shown.toString().split("\r"));
        assertThat(parts).hasSize(4).contains("\u001b[Kevents.csv:3: unknown-app" + System.lineSeparator());
        assertThat(parts.get(3)).startsWith("load [").endsWith("\u001b[K" + System.lineSeparator());
    }

    @Test
    void writes_no_control_character_where_there_is_no_terminal() {
        try (ProgressDisplay display = display(0)) {
            display.show();
            display.note("a note");
        }

        assertThat(shown.toString().lines())
                .containsExactly("load 10 %, 1 of 10 records, f", "a note", "load 10 %, 1 of 10 records, f");
    }

    private ProgressDisplay display(int columns) {
        return new ProgressDisplay(
                new PrintWriter(shown), columns, () -> new Work("load", 1, 10, Unit.RECORDS, "f"), nanos::get);
    }
}
