package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Exclusion;
import slipstream.standalone.client.SlipstreamClient;
import slipstream.standalone.client.UnexpectedAnswer;

@DisplayName("An exclusion that is decided")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class ExclusionDecisionTest {
    private String appKey;

    @BeforeEach
    void nameAnApp(TestInfo test) {
        appKey = "com.example.decided."
                + test.getTestMethod().orElseThrow().getName().hashCode();
    }

    @Test
    void is_kept_in_every_revision_with_its_author_and_never_forgotten(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        SlipstreamClient operator = slipstream.client();
        SlipstreamClient partner = partner(slipstream, "Ada of Example", appKey);

        JsonNode made = partner.putExclusion(appKey, "upgrade", maintenance(slipstream, 60, 120));
        assertThat(made.get("author").asText()).isEqualTo("Ada of Example");
        assertThat(made.get("revision").asInt()).isEqualTo(1);
        partner.putExclusion(appKey, "upgrade", maintenance(slipstream, 60, 180));
        operator.removeExclusion(appKey, "upgrade");
        operator.removeExclusion(appKey, "upgrade");

        assertThat(operator.exclusions(appKey, false).get("exclusions")).isEmpty();
        assertThat(operator.exclusions(appKey, true).at("/exclusions/0/removed").asBoolean())
                .isTrue();
        JsonNode revisions = partner.exclusionRevisions(appKey, "upgrade").get("revisions");
        assertThat(revisions.findValuesAsText("revision")).containsExactly("1", "2", "3");
        assertThat(revisions.findValuesAsText("removed")).containsExactly("false", "false", "true");
        assertThat(revisions.get(2).get("author").asText()).startsWith("operator token");
    }

    @Test
    void lies_among_the_events_of_its_app_as_it_lies_on_its_own_topic(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        slipstream
                .client()
                .report(Deliveries.of(appKey, "event", slipstream.clock().instant(), 1, 0));
        slipstream.client().putExclusion(appKey, "upgrade", maintenance(slipstream, 60, 120));

        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            List<ConsumerRecord<String, byte[]>> events = reader.rawRecords(Topics.EVENTS.name());
            ConsumerRecord<String, byte[]> event = events.stream()
                    .filter(each -> appKey.equals(each.key()))
                    .findFirst()
                    .orElseThrow();
            List<ConsumerRecord<String, byte[]>> ticks = decisions(slipstream, events, appKey);
            assertThat(ticks).hasSize(1);
            assertThat(ticks.get(0).partition()).isEqualTo(event.partition());
            assertThat(ticks.get(0).offset()).isGreaterThan(event.offset());
            assertThat(ticks.get(0).key()).isNull();
            assertThat(ticks.get(0).value()).isNull();
            ConsumerRecord<String, byte[]> revision = reader.rawRecords(Topics.EXCLUSIONS.name()).stream()
                    .filter(each -> each.key().equals(appKey + "/upgrade"))
                    .findFirst()
                    .orElseThrow();
            assertThat(revision.value())
                    .isEqualTo(ticks.get(0)
                            .headers()
                            .lastHeader(TickHeaders.EXCLUSION)
                            .value());
            assertThat(revision.timestamp()).isEqualTo(ticks.get(0).timestamp());
        }
    }

    @Test
    void for_all_apps_is_an_operators_and_lies_on_every_partition(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        Map<String, Object> fault = maintenance(slipstream, 600, 660);
        fault.put("kind", "PLATFORM_FAULT");
        fault.put("sli", "synthetic");
        slipstream.client().putExclusion("*", "queue-down", fault);
        SlipstreamClient partner = partner(slipstream, "Ada", appKey);

        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            assertThat(decisions(slipstream, reader.rawRecords(Topics.EVENTS.name()), "*"))
                    .extracting(ConsumerRecord::partition)
                    .doesNotHaveDuplicates()
                    .hasSize(12);
        }
        assertThat(partner.exclusions(appKey, false).at("/exclusions/0/appKey").asText())
                .isEqualTo("*");
        assertThatThrownBy(() -> partner.putExclusion("*", "mine", fault))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageContaining("404");
        slipstream.client().removeExclusion("*", "queue-down");
    }

    @Test
    void by_a_partner_is_about_its_own_app_and_announced(RunningSlipstream slipstream) {
        slipstream.register(appKey);
        slipstream.register(appKey + ".other");
        SlipstreamClient partner = partner(slipstream, "Ada", appKey);

        assertThatThrownBy(() -> partner.putExclusion(appKey + ".other", "a", maintenance(slipstream, 60, 120)))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> partner.exclusions("com.example.nowhere", false))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> partner.putExclusion(appKey, "a", maintenance(slipstream, -60, 120)))
                .hasMessageContaining("422")
                .hasMessageContaining("from: maintenance is announced before it begins");
        Map<String, Object> fault = maintenance(slipstream, -60, 0);
        fault.put("kind", "PLATFORM_FAULT");
        slipstream.client().putExclusion(appKey, "queue", fault);
        assertThatThrownBy(() -> partner.removeExclusion(appKey, "queue")).hasMessageContaining("403");
    }

    /** Maintenance from and to some minutes from now, on the next five-minute boundaries. */
    private static Map<String, Object> maintenance(RunningSlipstream slipstream, int from, int to) {
        Instant boundary =
                Instant.ofEpochSecond(Math.floorDiv(slipstream.clock().instant().getEpochSecond(), 300) * 300 + 300);
        return new HashMap<>(Map.of(
                "kind",
                "MAINTENANCE",
                "from",
                boundary.plus(Duration.ofMinutes(from)).toString(),
                "to",
                boundary.plus(Duration.ofMinutes(to)).toString(),
                "reason",
                "a new database"));
    }

    private static SlipstreamClient partner(RunningSlipstream slipstream, String name, String appKey) {
        JsonNode token = slipstream
                .client()
                .createToken(Map.of("name", name, "scopes", List.of("read", "write"), "appKeys", List.of(appKey)));
        return new SlipstreamClient(
                slipstream.standalone().endpoints(), token.get("token").asText());
    }

    /** The ticks that carry an exclusion of an app. */
    private static List<ConsumerRecord<String, byte[]>> decisions(
            RunningSlipstream slipstream, List<ConsumerRecord<String, byte[]>> events, String appKey) {
        Deserializer<Exclusion> reader = SerdeSettings.ours(
                        slipstream.standalone().endpoints().registry())
                .deserializer(Topics.EXCLUSIONS);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : events) {
            var header = each.headers().lastHeader(TickHeaders.EXCLUSION);
            if (header != null
                    && reader.deserialize(Topics.EXCLUSIONS.name(), header.value())
                            .getAppKey()
                            .equals(appKey)) {
                found.add(each);
            }
        }
        return found;
    }
}
