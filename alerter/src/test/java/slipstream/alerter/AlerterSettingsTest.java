package slipstream.alerter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.mail.MailSettings;
import slipstream.kit.settings.SettingsReader;

@DisplayName("The alerter's settings")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AlerterSettingsTest {
    @Test
    void have_these_defaults() {
        AlerterSettings settings = read(Map.of());
        assertThat(settings.http().port()).isEqualTo(8082);
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.serde().registryUrl()).isEqualTo("http://127.0.0.1:8085");
        assertThat(settings.listen().applicationId()).isEqualTo("slipstream-alerter");
        assertThat(settings.notifications().horizon()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.notifications().giveUpAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.mail().host()).isEqualTo("127.0.0.1");
        assertThat(settings.mail().port()).isEqualTo(2525);
        assertThat(settings.mail().security()).isEqualTo(MailSettings.Security.NONE);
        assertThat(settings.mail().enabled()).isTrue();
        assertThat(settings.mail().strictIncidentData()).isTrue();
        assertThat(settings.mail().from()).isEqualTo("no-reply@slipstream.invalid");
    }

    @Test
    void can_all_be_given() {
        AlerterSettings settings = read(Map.ofEntries(
                Map.entry("alerter.port", "0"),
                Map.entry("alerter.application-id", "a"),
                Map.entry("alerter.state-dir", "s"),
                Map.entry("alerter.session-timeout", "20s"),
                Map.entry("alerter.event-source", "/here"),
                Map.entry("notify.group-id", "g"),
                Map.entry("notify.horizon", "1h"),
                Map.entry("notify.first-pause", "2s"),
                Map.entry("notify.longest-pause", "3s"),
                Map.entry("notify.senders", "4"),
                Map.entry("notify.max-pending", "5"),
                Map.entry("mail.give-up-after", "2h"),
                Map.entry("mail.enabled", "false"),
                Map.entry("mail.host", "smtp.example.com"),
                Map.entry("mail.port", "587"),
                Map.entry("mail.security", "starttls"),
                Map.entry("mail.connect-timeout", "1s"),
                Map.entry("mail.timeout", "2s"),
                Map.entry("mail.from", "slo@example.com"),
                Map.entry("mail.message-id-host", "example.com"),
                Map.entry("mail.strict-incident-data", "false"),
                Map.entry("schema.registry.url", "http://registry:8080/apis/ccompat/v7"),
                Map.entry("avro.serializer", "x.Serializer"),
                Map.entry("avro.deserializer", "x.Deserializer")));
        assertThat(settings.listen().sessionTimeout())
                .isEqualTo(settings.notifications().sessionTimeout())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.mail().security()).isEqualTo(MailSettings.Security.STARTTLS);
        assertThat(settings.notifications().maxPending()).isEqualTo(5);
        assertThat(settings.eventSource()).isEqualTo("/here");
        assertThat(settings.serde().serializerClass()).isEqualTo("x.Serializer");
    }

    private static AlerterSettings read(Map<String, String> given) {
        SettingsReader reader = SettingsReader.of(given);
        AlerterSettings settings = AlerterSettings.read(reader);
        reader.finish();
        return settings;
    }
}
