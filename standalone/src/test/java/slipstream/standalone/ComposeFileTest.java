package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import slipstream.alerter.AlerterSettings;
import slipstream.gateway.GatewaySettings;
import slipstream.kit.http.Json;
import slipstream.kit.settings.SettingsReader;
import slipstream.processor.ProcessorSettings;

@DisplayName("docker-compose.yml")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComposeFileTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, Consumer<SettingsReader>> SERVICES = Map.of(
            "gateway", GatewaySettings::read,
            "processor", ProcessorSettings::read,
            "alerter", AlerterSettings::read);

    // Through JSON, because a tree is easier to walk than nested maps; anchors and merges are resolved by then.
    private final JsonNode services = Json.mapper().valueToTree(read());

    @Test
    void gives_each_service_only_settings_that_it_has() {
        SERVICES.forEach((name, read) -> {
            SettingsReader settings = SettingsReader.of(Map.of(), environment(services.path(name)), new Properties());
            read.accept(settings);
            settings.finish();
        });
    }

    @Test
    void runs_images_that_our_modules_build_or_that_have_a_version() throws IOException {
        for (JsonNode service : services) {
            String image = service.path("image").asText();
            if (image.startsWith("slipstream/")) {
                String pom = Files.readString(
                        PROJECT.resolve(image.substring("slipstream/".length())).resolve("pom.xml"));
                assertThat(pom).contains("<jib.skip>false</jib.skip>").contains("<jib.main>");
            } else {
                assertThat(image).matches("[a-z]+/[a-z-]+:v?[0-9]+\\.[0-9]+(\\.[0-9]+)?");
            }
        }
    }

    @Test
    void waits_only_for_services_that_exist_and_say_whether_they_are_healthy() {
        for (JsonNode service : services) {
            service.path("depends_on").fieldNames().forEachRemaining(name -> assertThat(
                            services.path(name).has("healthcheck"))
                    .as(name)
                    .isTrue());
        }
    }

    @Test
    void opens_ports_on_this_machine_only() {
        for (JsonNode service : services) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asText()).startsWith("127.0.0.1:");
            }
        }
    }

    private static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new TreeMap<>();
        service.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }

    private static Map<?, ?> read() {
        try {
            Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(PROJECT.resolve("docker-compose.yml")));
            return (Map<?, ?>) file.get("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
