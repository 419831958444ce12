package slipstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.admission.Edition;
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
}
