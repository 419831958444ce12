package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;
import slipstream.standalone.client.ObjectiveCalls;
import slipstream.standalone.client.SlipstreamClient;

@DisplayName("Objectives as code")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class ObjectivesAsCodeTest {
    private String appKey;

    @BeforeEach
    void nameAnApp(TestInfo test) {
        appKey = "com.example.promised."
                + test.getTestMethod().orElseThrow().getName().hashCode();
    }

    @Test
    void are_applied_once_changed_field_by_field_and_kept_in_every_revision(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        ObjectiveCalls objectives =
                partner(slipstream, "Ada of Example", appKey).objectives();
        String first = SloText.of(appKey, "strict", "0.999");

        assertThat(changes(objectives.plan(first, false, null))).containsExactly("create strict");
        assertThat(revisions(slipstream, appKey)).isEmpty();
        assertThat(changes(objectives.apply(first, false, null))).containsExactly("create strict");
        assertThat(changes(objectives.apply("# again\n" + first, false, null))).containsExactly("unchanged strict");
        assertThat(revisions(slipstream, appKey)).hasSize(1);

        JsonNode change = objectives
                .apply(SloText.of(appKey, "strict", "0.9995"), false, null)
                .at("/changes/0");
        assertThat(change.at("/fields/0").toString())
                .isEqualTo("{\"field\":\"target\",\"from\":\"0.999\",\"to\":\"0.9995\"}");
        slipstream.client().objectives().remove(appKey, "strict");

        assertThat(objectives.list(appKey).toString()).doesNotContain("strict");
        JsonNode kept = objectives.revisions(appKey, "strict").get("revisions");
        assertThat(kept.findValuesAsText("revision")).containsExactly("1", "2", "3");
        assertThat(kept.findValuesAsText("author").subList(0, 2)).containsOnly("Ada of Example");
        assertThat(kept.get(2).get("removed").asBoolean()).isTrue();
    }

    @Test
    void lie_among_the_events_of_their_app_as_on_their_own_topic(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        slipstream.client().objectives().apply(SloText.of(appKey, "carried", "0.9"), false, null);

        byte[] revision = revisions(slipstream, appKey).get(0).value();
        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            assertThat(reader.rawRecords(Topics.EVENTS.name()))
                    .filteredOn(each -> each.headers().lastHeader(TickHeaders.OBJECTIVE) != null)
                    .extracting(each ->
                            each.headers().lastHeader(TickHeaders.OBJECTIVE).value())
                    .contains(revision);
        }
    }

    @Test
    void with_a_bad_one_among_them_are_applied_all_the_same_and_the_bad_one_is_shown(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        ObjectiveCalls objectives = slipstream.client().objectives();
        String text = SloText.of(appKey, "before", "0.9") + SloText.of(appKey, "bad", "1.5") + "---\n[\n"
                + SloText.of(appKey, "after", "0.9");

        JsonNode answer = objectives.apply(text, false, null);

        assertThat(answer.get("asAsked").asBoolean()).isFalse();
        assertThat(changes(answer)).containsExactly("create before", "break bad", "create after");
        assertThat(answer.get("findings").findValuesAsText("line")).containsExactly("32", "35");
        JsonNode bad = shown(objectives.list(appKey), "bad");
        assertThat(bad.get("broken").asText())
                .startsWith("line 32: spec.objectives[0].target: is \"1.5\": write a share");
        assertThat(bad.get("author").asText()).startsWith("operator token");
        assertThat(shown(objectives.list(appKey), "after").at("/fields/target").asText())
                .isEqualTo("0.9");

        assertThat(changes(objectives.apply(text, false, null)))
                .containsExactly("unchanged before", "unchanged bad", "unchanged after");
        assertThat(changes(objectives.apply(SloText.of(appKey, "before", "2"), false, null)))
                .containsExactly("keep before");
        assertThat(shown(objectives.list(appKey), "before").at("/fields/target").asText())
                .isEqualTo("0.9");
        assertThat(changes(objectives.apply(SloText.of(appKey, "bad", "0.5"), false, null)))
                .containsExactly("change bad");
        assertThat(shown(objectives.list(appKey), "bad").has("broken")).isFalse();
    }

    @Test
    void that_a_text_does_not_name_go_when_it_is_asked_for(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        ObjectiveCalls objectives = slipstream.client().objectives();
        objectives.apply(SloText.of(appKey, "one", "0.9") + SloText.of(appKey, "two", "0.9"), false, null);

        assertThat(changes(objectives.plan("", true, appKey))).containsExactly("remove one", "remove two");
        assertThat(changes(objectives.apply(SloText.of(appKey, "two", "0.9"), true, null)))
                .containsExactly("unchanged two", "remove one");
        assertThat(objectives.list(appKey).toString()).doesNotContain("\"one\"");
    }

    @Test
    void of_others_are_not_there_for_a_partner(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        slipstream.register(appKey + ".other");
        slipstream.client().objectives().apply(SloText.of(appKey + ".other", "secret", "0.9"), false, null);
        ObjectiveCalls objectives = partner(slipstream, "Ada", appKey).objectives();

        JsonNode answer = objectives.apply(
                SloText.of(appKey + ".other", "secret", "0.1")
                        + SloText.of("*", "all", "0.1")
                        + SloText.of(appKey, "mine", "0.9"),
                false,
                null);

        assertThat(changes(answer)).containsExactly("refuse secret", "refuse all", "create mine");
        assertThat(answer.at("/changes/0/fields")).isEmpty();
        assertThat(objectives.list(null).toString()).contains("mine").doesNotContain("secret");
        assertThatThrownBy(() -> objectives.list(appKey + ".other")).hasMessageContaining("404");
        assertThatThrownBy(() -> objectives.remove(appKey + ".other", "secret")).hasMessageContaining("404");
        assertThatThrownBy(() -> objectives.revisions(appKey + ".other", "secret"))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> objectives.apply("", true, "*")).hasMessageContaining("404");
    }

    @Test
    void include_the_programme_s_own_four(RunningSlipstream slipstream) {
        JsonNode listed = slipstream.client().objectives().list(null).get("objectives");

        assertThat(listed)
                .filteredOn(each -> each.get("builtIn").asBoolean())
                .extracting(each -> each.get("id").asText())
                .contains("iframe-load", "installation-callback");
    }

    private static List<ConsumerRecord<String, byte[]>> revisions(RunningSlipstream slipstream, String appKey) {
        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            return reader.rawRecords(Topics.OBJECTIVES.name()).stream()
                    .filter(each -> each.key().startsWith(appKey + "/"))
                    .toList();
        }
    }

    private static List<String> changes(JsonNode answer) {
        return answer.get("changes").findValuesAsText("change").isEmpty()
                ? List.of()
                : java.util.stream.StreamSupport.stream(answer.get("changes").spliterator(), false)
                        .map(each -> each.get("change").asText() + " "
                                + each.get("id").asText())
                        .toList();
    }

    private static JsonNode shown(JsonNode list, String id) {
        for (JsonNode each : list.get("objectives")) {
            if (each.get("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("there is no " + id + " in " + list);
    }

    private static SlipstreamClient partner(RunningSlipstream slipstream, String name, String appKey) {
        JsonNode token = slipstream
                .client()
                .createToken(Map.of("name", name, "scopes", List.of("read", "write"), "appKeys", List.of(appKey)));
        return new SlipstreamClient(
                slipstream.standalone().endpoints(), token.get("token").asText());
    }
}
