package slipstream.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.kit.http.Json;
import slipstream.processor.slo.Programme;

@DisplayName("A backfill leaves alone")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecentEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "webhook-delivery, 2026-11-20T11:59:00Z, true",
        "webhook-delivery, 2026-11-20T11:30:01Z, true",
        "webhook-delivery, 2026-11-20T11:30:00Z, false",
        "availability, 2026-11-20T11:29:00Z, false",
        "installation-callback, 2026-11-20T11:29:00Z, true",
        "installation-callback, 2026-11-19T11:45:01Z, true",
        "installation-callback, 2026-11-19T11:45:00Z, false",
        "synthetic, 2026-11-20T11:31:00Z, true",
        "synthetic, 2026-11-20T11:29:00Z, false",
        "webhook-delivery, no time, false",
        "webhook-delivery, 2027-01-01T00:00:00Z, true",
    })
    void what_lies_in_a_window_that_is_still_judged(String sli, String occurredAt, boolean objected) {
        var event = Json.mapper().createObjectNode().put("sli", sli).put("occurredAt", occurredAt);

        assertThat(new RecentEvents(JudgedWindows.of(Programme.four().objectives()), InstantSource.fixed(NOW))
                        .objection(event)
                        .isPresent())
                .isEqualTo(objected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'sli':'synthetic','window':'28d'                                                       | 2026-10-24T12:00:00Z | true",
                "'sli':'synthetic','window':'28d'                                                       | 2026-10-23T11:44:00Z | false",
                "'sli':'synthetic','window':'28d','burnRates':'13.44 over 1h and 5m; 0.93 over 3d and 6h' | 2026-11-17T11:46:00Z | true",
                "'sli':'synthetic','window':'28d','burnRates':'13.44 over 1h and 5m; 0.93 over 3d and 6h' | 2026-11-17T11:44:00Z | false",
                "'sli':'availability','window':'28d'                                                    | 2026-11-20T11:29:00Z | false",
            })
    void what_lies_in_a_window_of_an_objective_that_people_made(String fields, String occurredAt, boolean objected)
            throws JsonProcessingException {
        String list = ("{'objectives':[{'appKey':'*','id':'x','fields':{" + fields + "}},{'broken':'no'}]}")
                .replace('\'', '"');
        var event = Json.mapper().createObjectNode().put("sli", "synthetic").put("occurredAt", occurredAt);

        assertThat(new RecentEvents(JudgedWindows.of(Json.mapper().readTree(list)), InstantSource.fixed(NOW))
                        .objection(event)
                        .isPresent())
                .isEqualTo(objected);
    }
}
