package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The README")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {
    /** Modules are built in their own folders. */
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shows_the_test_command_that_the_gate_runs() throws IOException {
        assertThat(Files.readString(PROJECT.resolve(".ci/run"))).contains("mvn -B -ntp verify");
        assertThat(Files.readString(PROJECT.resolve("README.md"))).contains("mvn -B -ntp verify", "./slipstream demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest-gateway",
                "schemas",
                "streams-processor",
                "alerter",
                "service-kit",
                "standalone",
                "benchmarks"
            })
    void leads_to_the_page_of_every_module(String module) throws IOException {
        assertThat(Files.readString(PROJECT.resolve("README.md"))).contains("(" + module + "/README.md)");
        assertThat(PROJECT.resolve(module).resolve("README.md")).exists();
    }
}
