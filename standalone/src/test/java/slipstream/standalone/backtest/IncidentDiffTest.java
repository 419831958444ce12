package slipstream.standalone.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;

@DisplayName("What two runs differ in")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentDiffTest {
    private static final Instant END = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "o 10:00 10:30 | o 10:00 10:30 | = 30 min | old: 1 incidents, 30 min; new: 1 incidents, 30 min (0 new, 0 gone, 1 the same)",
                "o 10:00 10:30 | o 10:10 10:40 | = 30 min (was 30 min) | old: 1 incidents, 30 min; new: 1 incidents, 30 min (0 new, 0 gone, 1 the same)",
                "o 10:00 10:30 | o 10:30 10:40 | - 30 min; + 10 min | old: 1 incidents, 30 min; new: 1 incidents, 10 min (1 new, 1 gone, 0 the same)",
                "o 10:00 10:30 | p 10:00 10:30 | - 30 min; + 30 min | old: 1 incidents, 30 min; new: 1 incidents, 30 min (1 new, 1 gone, 0 the same)",
                "o 10:00 open  | o 10:30 11:00 | = 30 min (was 2 h 0 min) | old: 1 incidents, 2 h 0 min; new: 1 incidents, 30 min (0 new, 0 gone, 1 the same)",
                "o 10:00 11:00 | o 10:00 10:10, o 10:50 11:00 | = 10 min (was 1 h 0 min); + 10 min | old: 1 incidents, 1 h 0 min; new: 2 incidents, 20 min (1 new, 0 gone, 1 the same)",
                "''            | ''            | ''       | old: 0 incidents, 0 min; new: 0 incidents, 0 min (0 new, 0 gone, 0 the same)",
            })
    void is_said_line_by_line_with_totals(String old, String anew, String lines, String totals) {
        List<String> said =
                IncidentDiff.of(incidents(old), incidents(anew)).text(END).toList();

        assertThat(said.get(said.size() - 1)).isEqualTo(totals);
        assertThat(String.join(
                        "; ",
                        said.subList(0, said.size() - 1).stream()
                                .map(IncidentDiffTest::shortened)
                                .toList()))
                .isEqualTo(lines);
    }

    /** The sign and how long it lasted. */
    private static String shortened(String line) {
        return line.charAt(0)
                + line.replaceAll("\\(was [^)]*, ", "(was ")
                        .replaceFirst("^.*?, (?:still open, )?", " ")
                        .replace("  (", " (");
    }

    private static List<Past> incidents(String text) {
        List<Past> incidents = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
            List<String> words = List.of(each.split(" ", -1));
            Series series = new Series("com.example.app", Sli.WEBHOOK_DELIVERY, "jira");
            Optional<Instant> end = words.get(2).equals("open") ? Optional.empty() : Optional.of(at(words.get(2)));
            Instant begin = at(words.get(1));
            incidents.add(new Past(IncidentId.of(series, words.get(0), begin), series, words.get(0), begin, end));
        }
        return incidents;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + ":00Z");
    }
}
