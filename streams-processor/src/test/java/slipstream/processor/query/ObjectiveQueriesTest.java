package slipstream.processor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.http.Json;
import slipstream.processor.slo.BurnRate;
import slipstream.processor.slo.Evaluation;
import slipstream.processor.slo.Gate;
import slipstream.processor.slo.Objective;
import slipstream.processor.slo.Selector;
import slipstream.processor.slo.Timeline;
import slipstream.processor.slo.Window;

@DisplayName("What is promised to an app, as it is answered")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectiveQueriesTest {
    private static final String APP = "com.example.app";

    private final Timeline timeline = new Timeline().tickUntil(10_000);

    @Test
    void names_for_whom_it_was_decided_and_how_many_series_have_which_verdict() throws Exception {
        timeline.bad("a", 10_000.2, 10_000.2);
        timeline.promise("*", Objective.rate("webhook-delivery", "webhook-delivery", 1, quarter()));
        timeline.promise(APP, Objective.rate("strict", "webhook-delivery", 999_000, quarter()));
        timeline.tickUntil(10_001.5);

        JsonNode answer = answer();

        assertThat(answer.get("objectives").findValuesAsText("id"))
                .containsExactly("availability", "iframe-load", "installation-callback", "webhook-delivery", "strict");
        assertThat(answer.get("objectives").findValuesAsText("decidedFor"))
                .containsExactly("programme", "programme", "programme", "*", APP);
        assertThat(answer.at("/objectives/4/verdicts").toString()).isEqualTo("{\"BREACHED\":1}");
        assertThat(answer.at("/objectives/0/verdicts").toString()).isEqualTo("{}");
    }

    @Test
    void shows_every_part_of_an_objective() throws Exception {
        timeline.promise(
                APP,
                new Objective(
                        "burn",
                        Selector.ofSli("webhook-delivery"),
                        999_000,
                        Window.of(Duration.ofDays(28)),
                        new BurnRate(List.of(new BurnRate.Pair(
                                Window.of(Duration.ofHours(1)), Window.of(Duration.ofMinutes(5)), 13_440))),
                        new Gate(100, 3, OptionalLong.of(1_000)),
                        5,
                        Evaluation.EVENT));

        assertThat(answer().at("/objectives/4/promise").toString())
                .isEqualTo(
                        "{\"sli\":\"webhook-delivery\",\"condition\":\"BURN_RATE\",\"targetPpm\":999000,\"window\":\"P28D\","
                                + "\"burnRates\":[{\"longWindow\":\"PT1H\",\"shortWindow\":\"PT5M\",\"factorThousandths\":13440}],"
                                + "\"minimumTotal\":100,\"minimumBad\":3,\"alphaPpm\":1000,\"closingMinutes\":5,\"evaluation\":\"EVENT\"}");
    }

    @Test
    void shows_a_broken_one_with_its_reason_beside_what_stays_in_force() throws Exception {
        timeline.promiseBroken(APP, "webhook-delivery", "line 12: a slip of the pen");

        JsonNode objectives = answer().get("objectives");

        assertThat(objectives).hasSize(5);
        assertThat(objectives.get(3).get("decidedFor").asText()).isEqualTo("programme");
        assertThat(objectives.get(4).toString())
                .isEqualTo("{\"id\":\"webhook-delivery\",\"decidedFor\":\"com.example.app\","
                        + "\"broken\":\"line 12: a slip of the pen\"}");
    }

    private static Window quarter() {
        return Window.of(Duration.ofMinutes(15));
    }

    /** As the API answers it, and as it is described. */
    private JsonNode answer() throws Exception {
        Object body = PromiseBodies.of(
                APP,
                timeline.partition().measuredThrough(),
                timeline.partition().promisedTo(APP),
                timeline.partition().read(APP, AsOf.running(timeline.partition().measuredThrough())));
        JsonNode answer = Json.mapper().readTree(Json.bytes(body));
        JsonNode described = Json.mapper().readTree(OpenApi.class.getResourceAsStream("openapi.json"));
        assertThat(new DescribedAnswers(described).faults(answer, "Objectives")).isEmpty();
        return answer;
    }
}
