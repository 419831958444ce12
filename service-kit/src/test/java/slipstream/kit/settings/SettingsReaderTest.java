package slipstream.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Settings")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsReaderTest {
    private enum Colour {
        DARK_RED,
        BLUE
    }

    @Test
    void are_taken_from_overrides_before_environment_before_file() {
        Properties file = new Properties();
        file.setProperty("a.b", "file");
        file.setProperty("a.c-d", "file");
        file.setProperty("a.e", "file");
        SettingsReader settings = SettingsReader.of(
                Map.of("a.b", "override"),
                Map.of("SLIPSTREAM_A_B", "variable", "SLIPSTREAM_A_C_D", "variable", "PATH", "/bin"),
                file);

        assertThat(settings.text("a.b", "")).isEqualTo("override");
        assertThat(settings.text("a.c-d", "")).isEqualTo("variable");
        assertThat(settings.text("a.e", "")).isEqualTo("file");
        assertThat(settings.text("a.f", "default")).isEqualTo("default");
        settings.finish();
    }

    @Test
    void tell_every_problem_at_once() {
        SettingsReader settings = SettingsReader.of(Map.of(
                "port", "eighty",
                "limit", "11",
                "wait", "soon",
                "wait-too-long", "2h",
                "colour", "green",
                "flag", "yes",
                "mistyped.name", "1"));
        settings.integer("port", 80, 0, 65_535);
        settings.integer("limit", 5, 1, 10);
        settings.duration("wait", Duration.ofSeconds(1), Duration.ZERO, Duration.ofHours(1));
        settings.duration("wait-too-long", Duration.ofSeconds(1), Duration.ZERO, Duration.ofHours(1));
        settings.choice("colour", Colour.BLUE);
        settings.flag("flag", false);
        settings.requiredText("needed");

        InvalidSettings invalid = catchThrowableOfType(InvalidSettings.class, settings::finish);

        assertThat(invalid.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly("port", "limit", "wait", "wait-too-long", "colour", "flag", "needed", "mistyped.name");
        assertThat(invalid).hasMessageContaining("dark-red, blue").hasMessageContaining("was \"eighty\"");
    }

    @Test
    void of_the_environment_that_nobody_asked_for_are_unknown() {
        SettingsReader settings =
                SettingsReader.of(Map.of(), Map.of("SLIPSTREAM_PROT", "8080", "HOME", "/"), new Properties());

        assertThat(catchThrowableOfType(InvalidSettings.class, settings::finish).problems())
                .containsExactly("SLIPSTREAM_PROT: unknown setting");
    }

    @Test
    void may_be_written_as_people_write_durations_lists_and_choices() {
        SettingsReader settings = SettingsReader.of(
                Map.of("a", "250ms", "b", "PT1M", "c", "1d", "list", " x, y,,z ", "colour", "Dark_Red"));

        assertThat(duration(settings, "a")).isEqualTo(Duration.ofMillis(250));
        assertThat(duration(settings, "b")).isEqualTo(Duration.ofMinutes(1));
        assertThat(duration(settings, "c")).isEqualTo(Duration.ofDays(1));
        assertThat(settings.list("list")).containsExactly("x", "y", "z");
        assertThat(settings.list("none")).isEmpty();
        assertThat(settings.choice("colour", Colour.BLUE)).isEqualTo(Colour.DARK_RED);
        assertThatCode(settings::finish).doesNotThrowAnyException();
    }

    @Test
    void under_a_prefix_are_passed_on_whole_with_dots_for_the_underscores_of_variables() {
        SettingsReader settings = SettingsReader.of(
                Map.of("kafka.client.sasl.mechanism", "PLAIN"),
                Map.of("SLIPSTREAM_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL"),
                new Properties());

        assertThat(settings.under("kafka.client"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("sasl.mechanism", "PLAIN", "security.protocol", "SASL_SSL"));
        settings.finish();
    }

    @Test
    void come_from_a_file_named_on_the_command_line(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("slipstream.properties"), "a=1\nb=2\n");

        SettingsReader settings =
                SettingsReader.ofArguments(Map.of(), "--config", file.toString(), "--set", "b=3", "--wrong");

        assertThat(settings.text("a", "")).isEqualTo("1");
        assertThat(settings.text("b", "")).isEqualTo("3");
        assertThat(catchThrowableOfType(InvalidSettings.class, settings::finish).problems())
                .singleElement()
                .asString()
                .startsWith("--wrong");
    }

    private static Duration duration(SettingsReader settings, String name) {
        return settings.duration(name, Duration.ZERO, Duration.ZERO, Duration.ofDays(2));
    }
}
