package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandLineTest {
    @TempDir
    Path directory;

    @Test
    void starts_in_the_background_tells_how_it_is_and_ends_it_again() throws Exception {
        List<String> up = new ArrayList<>(List.of("up", "-d", "--data", data()));
        for (ServicePorts service : ServicePorts.values()) {
            up.addAll(List.of("--set", service.setting() + "=0"));
        }
        try {
            Outcome started = run(up);
            assertThat(started.status()).as(started.text()).isZero();
            assertThat(started.text()).contains("gateway", "http://127.0.0.1:", "operator token in", "ready after");
            assertThat(Path.of(data(), "slipstream.pid")).exists();

            assertThat(run(List.of("status", "--data", data())).status()).isZero();
            Outcome again = run(up);
            assertThat(again.status()).isEqualTo(2);
            assertThat(again.text()).contains("is in use by process", "slipstream down");
            Outcome token = run(List.of(
                    "token",
                    "create",
                    "--data",
                    data(),
                    "--name",
                    "mine",
                    "--scope",
                    "read",
                    "--app",
                    "com.example.a"));
            assertThat(token.text()).contains("slp_");
            assertThat(run(List.of("token", "list", "--data", data())).text())
                    .contains("mine")
                    .doesNotContain("slp_");
            Outcome refused = run(List.of("token", "create", "--data", data(), "--name", "x", "--scope", "everything"));
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.text())
                    .contains("was answered 422", "scopes: there is no scope \"everything\"")
                    .doesNotContain("Exception", "{");
            Path objectives = Files.writeString(directory.resolve("mine.yaml"), SloText.of("*", "mine", "0.9"));
            assertThat(run(List.of("objectives", "plan", objectives.toString(), "--data", data()))
                            .text())
                    .contains("+ */mine", "1 to create");
            assertThat(run(List.of("objectives", "apply", objectives.toString(), "--data", data()))
                            .text())
                    .contains("1 created");
            assertThat(run(List.of("objectives", "list", "--data", data())).text())
                    .contains("*/mine  sli webhook-delivery", "revision 1 by operator token", "built in");
            Files.writeString(objectives, SloText.of("com.example.nowhere", "mine", "0.9"));
            Outcome nowhere = run(List.of("objectives", "apply", objectives.toString(), "--data", data()));
            assertThat(nowhere.status()).isEqualTo(1);
            assertThat(nowhere.text()).contains("! com.example.nowhere/mine", "there is no such app");
            assertExclusionsAreDecidedOrRefusedInWords();
            Outcome missing = run(List.of("example", "access-log", "--data", data(), data() + "/nothing.gz"));
            assertThat(missing.status()).isEqualTo(2);
            assertThat(missing.text())
                    .contains("there is no file", "nothing.gz")
                    .doesNotContain("Exception");
        } finally {
            assertThat(run(List.of("down", "--data", data())).status()).isZero();
        }
        assertThat(run(List.of("status", "--data", data())).status()).isEqualTo(3);
        assertThat(Path.of(data(), "slipstream.pid")).doesNotExist();
    }

    private void assertExclusionsAreDecidedOrRefusedInWords() throws IOException, InterruptedException {
        Outcome added = run(List.of(
                "exclusion",
                "add",
                "*",
                "--data",
                data(),
                "--kind",
                "platform_fault",
                "--from",
                "2035-03-01T02:00",
                "--time-zone",
                "Europe/Berlin",
                "--for",
                "90m",
                "--id",
                "queue",
                "--reason",
                "the queue"));
        assertThat(added.status()).isEqualTo(1);
        assertThat(added.text())
                .contains("was answered 422", "from: may lie at most 800 days ahead")
                .doesNotContain("Exception", "{");
        Outcome none = run(List.of("exclusion", "list", "--data", data(), "*"));
        assertThat(none.text()).contains("nothing is excluded");
        Outcome nowhere = run(List.of("exclusion", "remove", "--data", data(), "com.example.nowhere", "night"));
        assertThat(nowhere.text()).contains("was answered 404", "no such app");
        Outcome unclear = run(List.of(
                "exclusion",
                "preview",
                "--data",
                data(),
                "com.example.a",
                "--from",
                "2035-03-01T02:00",
                "--for",
                "1h"));
        assertThat(unclear.status()).isEqualTo(2);
        assertThat(unclear.text()).contains("a local time needs --time-zone").doesNotContain("Exception");
    }

    @Test
    void refuses_settings_it_does_not_know() throws Exception {
        Outcome refused = run(List.of("up", "--data", data(), "--set", "broker.prot=1", "--set", "gateway.port=x"));

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.text()).contains("broker.prot: unknown setting", "gateway.port: must be");
    }

    @Test
    void says_so_when_there_is_nothing_to_end() throws Exception {
        Outcome nothing = run(List.of("down", "--data", data()));

        assertThat(nothing.status()).isZero();
        assertThat(nothing.text()).contains("nothing runs");
    }

    @Test
    void knows_its_version() throws Exception {
        assertThat(run(List.of("--version")).text()).startsWith("slipstream ");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private Outcome run(List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(ChildProcess.command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Outcome(int status, String text) {}
}
