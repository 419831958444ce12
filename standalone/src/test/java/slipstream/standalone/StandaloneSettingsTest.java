package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.settings.InvalidSettings;

@DisplayName("The settings of a standalone")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StandaloneSettingsTest {
    private static final Path DATA = Path.of("some", "data");

    @Test
    void have_the_known_ports_on_this_machine_only_by_default() {
        StandaloneSettings settings = read(Map.of(), 0);

        assertThat(settings.broker().orElseThrow().port()).isEqualTo(9092);
        assertThat(settings.broker().orElseThrow().host()).isEqualTo("127.0.0.1");
        assertThat(settings.registry().orElseThrow().port()).isEqualTo(8085);
        assertThat(settings.gateway().http().port()).isEqualTo(8080);
        assertThat(settings.processor().http().port()).isEqualTo(8081);
        assertThat(settings.alerter().http().port()).isEqualTo(8082);
        assertThat(settings.smtpPort()).isEqualTo(2525);
        assertThat(settings.mails().port()).isEqualTo(8025);
        assertThat(settings.mails().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void shift_all_ports_by_the_offset_and_tell_the_services_so() {
        StandaloneSettings settings = read(Map.of("gateway.port", "9000"), 100);

        assertThat(settings.gateway().http().port()).isEqualTo(9100);
        assertThat(settings.gateway().kafka().bootstrapServers()).isEqualTo("127.0.0.1:9192");
        assertThat(settings.registryUrl()).isEqualTo("http://127.0.0.1:8185");
        assertThat(settings.alerter().mail().port()).isEqualTo(2625);
    }

    @Test
    void keep_everything_under_the_data_directory() {
        StandaloneSettings settings = read(Map.of(), 0);

        assertThat(settings.broker().orElseThrow().directory()).startsWithRaw(DATA);
        assertThat(settings.processor().stateDir()).startsWithRaw(DATA);
        assertThat(settings.gateway().secrets().keyFile()).startsWithRaw(DATA);
        assertThat(settings.gateway().operatorTokenFile().orElseThrow()).isEqualTo(DATA.resolve("operator-token"));
    }

    @Test
    void start_no_broker_and_no_registry_when_others_are_given() {
        StandaloneSettings settings = read(
                Map.of("kafka.bootstrap.servers", "kafka:9092", "schema.registry.url", "http://registry:8080/api"), 0);

        assertThat(settings.broker()).isEmpty();
        assertThat(settings.registry()).isEmpty();
        assertThat(settings.processor().kafka().bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(settings.alerter().serde().registryUrl()).isEqualTo("http://registry:8080/api");
    }

    @Test
    void tell_everything_that_is_wrong_at_once() {
        Map<String, String> wrong = Map.of(
                "gateway.port", "eighty", "processor.threads", "0", "broker.prot", "9092", "registry.port", "70000");

        assertThatThrownBy(() -> read(wrong, 0))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContainingAll("gateway.port", "processor.threads", "registry.port", "broker.prot: unknown");
    }

    @Test
    void name_every_port_that_is_in_use_and_the_setting_that_helps() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> ports = RunningSlipstream.anywhere(Map.of(
                    "gateway.port", Integer.toString(one.getLocalPort()),
                    "mail-catcher.smtp-port", Integer.toString(other.getLocalPort())));

            assertThat(read(ports, 0).takenPorts())
                    .hasSize(2)
                    .anySatisfy(taken -> assertThat(taken).contains("" + one.getLocalPort(), "gateway.port"))
                    .anySatisfy(taken -> assertThat(taken).contains("" + other.getLocalPort(), "smtp-port"));
        }
    }

    private static StandaloneSettings read(Map<String, String> settings, int offset) {
        return StandaloneSettings.read(new GivenOptions(DATA, settings, Map.of(), new Properties(), offset));
    }
}
