package slipstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.admission.Edition;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.settings.InvalidSettings;
import slipstream.kit.settings.SettingsReader;

@DisplayName("A gateway's settings")
@DisplayNameGeneration(ReplaceUnderscores.class)
class GatewaySettingsTest {
    @Test
    void need_nothing_but_a_key_for_secrets() {
        SettingsReader reader = SettingsReader.of(Map.of("secrets.key-file", "/tmp/unused"));
        GatewaySettings settings = GatewaySettings.read(reader);
        reader.finish();

        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.edition()).isEqualTo(Edition.DEFAULT);
        assertThat(settings.operatorTokenFile()).isEmpty();
        assertThat(settings.kafka().partitions()).isEqualTo(12);
    }

    @Test
    void tell_all_their_problems_at_once() {
        SettingsReader reader =
                SettingsReader.of(Map.of("programme.edition", "2021", "gateway.port", "x", "secrets.keys", "short"));
        GatewaySettings.read(reader);

        InvalidSettings invalid = catchThrowableOfType(InvalidSettings.class, reader::finish);

        assertThat(invalid.problems()).hasSize(3).anyMatch(problem -> problem.contains("default, 2022, 2023"));
    }

    @Test
    void decide_how_long_each_topic_is_kept() {
        SettingsReader reader = SettingsReader.of(
                Map.of("secrets.key-file", "/tmp/unused", "topics.retention.events", "40d", "topics.partitions", "3"));
        GatewaySettings settings = GatewaySettings.read(reader);
        reader.finish();

        assertThat(TopicPlan.of(settings.kafka()))
                .filteredOn(topic -> topic.name().equals("slipstream.events"))
                .containsExactly(new TopicSpec(
                        "slipstream.events",
                        3,
                        1,
                        Map.of("cleanup.policy", "delete", "retention.ms", millis(Duration.ofDays(40)))));
        assertThat(TopicPlan.of(settings.kafka()))
                .filteredOn(topic -> topic.name().equals("slipstream.breaches"))
                .containsExactly(new TopicSpec(
                        "slipstream.breaches",
                        3,
                        1,
                        Map.of("cleanup.policy", "compact,delete", "retention.ms", millis(Duration.ofDays(365)))));
    }

    @Test
    void know_no_retention_of_a_topic_that_forgets_nothing_or_is_not_there() {
        SettingsReader reader = SettingsReader.of(Map.of(
                "secrets.key-file",
                "/tmp/unused",
                "topics.retention.apps",
                "40d",
                "topics.retention.evnts",
                "40d",
                "topics.retention.verdicts",
                "a while"));
        GatewaySettings.read(reader);

        InvalidSettings invalid = catchThrowableOfType(InvalidSettings.class, reader::finish);

        assertThat(invalid.problems())
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("topics.retention.apps: only these topics forget"))
                .anyMatch(problem -> problem.startsWith("topics.retention.evnts: only these topics forget"))
                .anyMatch(problem -> problem.startsWith("topics.retention.verdicts: must be a duration"));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
