package slipstream.processor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.processor.slo.Timeline;

@DisplayName("The list of all apps, spread over three partitions")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListQueriesTest {
    private static final int PARTITIONS = 3;
    private static final Set<String> APPS =
            Set.of("a.app-0", "b.app-1", "c.app-2", "d.app-0", "e.app-1", "f.silent-2", Instance.STRANGER);

    private final List<Timeline> partitions = List.of(
            new Timeline().tickUntil(10_003), new Timeline().tickUntil(10_001), new Timeline().tickUntil(10_002));
    private final Instance asked = new Instance(PARTITIONS, APPS);
    private final Instance other = new Instance(PARTITIONS, APPS);
    private final Instance third = new Instance(PARTITIONS, APPS);

    ListQueriesTest() {
        partitions.get(0).of("a.app-0").good("1", 10_000, 10_003).of("d.app-0").bad("2", 10_000, 10_003);
        partitions
                .get(1)
                .of("b.app-1")
                .good("3", 10_000, 10_001)
                .of("e.app-1")
                .iframe(false)
                .good("4", 10_000, 10_001);
        partitions
                .get(2)
                .of("c.app-2")
                .bad("5", 10_000, 10_002)
                .of(Instance.STRANGER)
                .bad("6", 10_000, 10_002);
        partitions.forEach(Timeline::commit);
        asked.where
                .counts(0, partitions.get(0))
                .owned(1, other.address())
                .owned(2, third.address())
                .alsoCopied(2, other.address());
        other.where.counts(1, partitions.get(1)).copies(2, partitions.get(2));
        third.where.counts(2, partitions.get(2)).copies(1, partitions.get(1));
    }

    @AfterEach
    void stop() {
        asked.close();
        other.close();
        third.close();
    }

    private static List<String> apps(JsonNode list) {
        List<String> keys = new ArrayList<>();
        list.get("apps").forEach(app -> keys.add(app.get("appKey").asText()));
        return keys;
    }

    @Test
    void is_gathered_from_all_instances_in_the_order_of_the_keys() throws Exception {
        JsonNode list = asked.json("/v1/slis");

        assertThat(apps(list)).containsExactly("a.app-0", "b.app-1", "c.app-2", "d.app-0", "e.app-1", "f.silent-2");
        assertThat(list.get("partial").asBoolean()).isFalse();
        assertThat(list.get("missingPartitions")).isEmpty();
        assertThat(list.has("next")).isFalse();
        assertThat(list.get("measuredThrough").asText()).as("the oldest").isEqualTo("2026-03-08T22:41:00Z");
        assertThat(list.get("asOf").asText()).isEqualTo("2026-03-08T22:42:00Z");
        assertThat(list.at("/apps/2/measuredThrough").asText()).isEqualTo("2026-03-08T22:42:00Z");
        assertThat(list.at("/apps/2/series/0/windows/0/bad").asInt()).isEqualTo(1);
        assertThat(list.at("/apps/5/series")).isEmpty();
        assertThat(new DescribedAnswers(asked.json("/openapi.json")).faults(list, "Apps"))
                .isEmpty();
    }

    @Test
    void is_the_same_whoever_is_asked() throws Exception {
        other.where.owned(0, asked.address()).owned(2, third.address());

        assertThat(other.json("/v1/slis")).isEqualTo(asked.json("/v1/slis"));
    }

    @Test
    void comes_in_pages_that_hold_every_app_once() throws Exception {
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 4; page++) {
            JsonNode list = asked.json("/v1/slis?limit=2&after=" + after);
            seen.addAll(apps(list));
            after = list.path("next").asText();
            if (after.isEmpty()) {
                break;
            }
            assertThat(list.get("apps")).hasSize(2);
        }

        assertThat(seen).containsExactly("a.app-0", "b.app-1", "c.app-2", "d.app-0", "e.app-1", "f.silent-2");
    }

    @Test
    void can_be_of_one_indicator_or_one_verdict() throws Exception {
        partitions.forEach(partition -> partition.tickUntil(10_005));

        assertThat(apps(asked.json("/v1/slis?sli=iframe-load"))).containsExactly("e.app-1");
        assertThat(apps(asked.json("/v1/slis?verdict=BREACHED"))).containsExactly("c.app-2", "d.app-0");
        JsonNode first = asked.json("/v1/slis?verdict=BREACHED&limit=1");
        assertThat(apps(first)).containsExactly("c.app-2");
        assertThat(first.get("next").asText()).isEqualTo("c.app-2");
        assertThat(apps(asked.json("/v1/slis?verdict=BREACHED&sli=iframe-load")))
                .isEmpty();
    }

    @Test
    void takes_a_standby_for_an_instance_that_does_not_answer() throws Exception {
        third.close();

        JsonNode list = asked.json("/v1/slis");

        assertThat(list.get("partial").asBoolean()).isFalse();
        assertThat(apps(list)).contains("c.app-2");
    }

    @Test
    void says_which_partitions_are_missing_when_nobody_answers_for_them() throws Exception {
        other.close();
        third.close();

        JsonNode list = asked.json("/v1/slis");

        assertThat(apps(list)).containsExactly("a.app-0", "d.app-0");
        assertThat(list.get("partial").asBoolean()).isTrue();
        assertThat(list.get("missingPartitions").toString()).isEqualTo("[1,2]");
        assertThat(new DescribedAnswers(asked.json("/openapi.json")).faults(list, "Apps"))
                .isEmpty();
    }

    @Test
    void is_refused_when_not_one_partition_can_be_read() throws Exception {
        try (Instance alone = new Instance(PARTITIONS, APPS)) {
            assertThat(alone.get("/v1/slis").statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, out-of-range",
        "limit=501, out-of-range",
        "limit=many, out-of-range",
        "verdict=FINE, unknown-verdict",
    })
    void says_what_is_wrong_with_a_question(String query, String code) throws Exception {
        var answer = asked.get("/v1/slis?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(code);
    }
}
