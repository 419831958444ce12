package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Breach;

@DisplayName("An objective of one's own")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class CustomObjectiveTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void is_breached_on_the_public_topic_although_a_broken_one_stands_beside_it(RunningSlipstream slipstream) {
        String appKey = "com.example.strict";
        slipstream.register(appKey);
        JsonNode applied = slipstream
                .client()
                .objectives()
                .apply(SloText.of(appKey, "broken", "1.5") + SloText.of(appKey, "strict", "0.995"), false, null);
        assertThat(applied.get("asAsked").asBoolean()).isFalse();

        // 99 of 100: enough for the programme's 99 %, not for 99.5 %.
        slipstream
                .client()
                .report(Deliveries.of(appKey, "strict", slipstream.clock().instant(), 99, 1));
        slipstream.clock().passUntilMinuteIsJudged();

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(breached(slipstream, appKey)).contains("strict"));
        assertThat(breached(slipstream, appKey)).containsOnly("strict");
        JsonNode promised = promised(slipstream, appKey);
        assertThat(find(promised, "strict").at("/verdicts/BREACHED").asInt()).isEqualTo(1);
        assertThat(find(promised, "broken").get("broken").asText()).startsWith("line 16: spec.objectives[0].target");
    }

    @Test
    void comes_from_the_example_file_which_is_sound_and_changes_none_of_the_four(RunningSlipstream slipstream)
            throws IOException {
        String appKey = "com.example.first";
        slipstream.register(appKey);
        JsonNode before = promised(slipstream, appKey);
        JsonNode builtIn = slipstream.client().objectives().list(null).get("objectives");

        assertThat(slipstream.client().objectives().validate(example()).get("findings"))
                .isEmpty();
        JsonNode applied = slipstream.client().objectives().apply(example(), false, null);
        assertThat(applied.get("asAsked").asBoolean()).isTrue();
        assertThat(applied.get("written").asInt()).isEqualTo(7);
        await().atMost(DEADLINE)
                .until(() -> promised(slipstream, appKey).get("objectives").size() == 7);
        JsonNode after = promised(slipstream, appKey);

        for (String id : List.of("availability", "iframe-load", "installation-callback", "webhook-delivery")) {
            assertThat(find(after, id).get("decidedFor").asText()).isEqualTo("*");
            assertThat(find(after, id).get("promise"))
                    .isEqualTo(find(before, id).get("promise"));
        }
        assertThat(new TreeSet<>(builtIn.findValuesAsText("id")))
                .containsAll(new TreeSet<>(before.get("objectives").findValuesAsText("id")));
        assertThat(conditions(after))
                .contains(
                        "NO_DATA_FOR webhook-silence", "LATENCY_ABOVE iframe-latency", "BURN_RATE availability-budget");
        assertThat(slipstream
                        .client()
                        .objectives()
                        .apply(example(), false, null)
                        .get("written")
                        .asInt())
                .isZero();
        after.get("objectives").forEach(each -> slipstream
                .client()
                .objectives()
                .remove(each.get("decidedFor").asText(), each.get("id").asText()));
    }

    private static List<String> conditions(JsonNode promised) {
        List<String> conditions = new ArrayList<>();
        promised.get("objectives")
                .forEach(each -> conditions.add(each.at("/promise/condition").asText() + " "
                        + each.get("id").asText()));
        return conditions;
    }

    private static JsonNode promised(RunningSlipstream slipstream, String appKey) {
        String url = slipstream.standalone().endpoints().processor() + "/v1/apps/" + appKey + "/objectives";
        return await().atMost(DEADLINE).until(() -> slipstream.get(url), answer -> answer.has("objectives"));
    }

    private static JsonNode find(JsonNode promised, String id) {
        for (JsonNode each : promised.get("objectives")) {
            if (each.get("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("there is no " + id + " in " + promised);
    }

    private static List<String> breached(RunningSlipstream slipstream, String appKey) {
        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            return reader.<Breach>readAll(Topics.BREACHES).stream()
                    .filter(breach -> breach.getAppKey().equals(appKey))
                    .map(Breach::getObjective)
                    .toList();
        }
    }

    private static String example() throws IOException {
        try (var resource = Objects.requireNonNull(Standalone.class.getResourceAsStream("objectives.yaml"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
