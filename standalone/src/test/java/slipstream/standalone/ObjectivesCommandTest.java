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

@DisplayName("Objective files on the command line")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectivesCommandTest {
    @TempDir
    Path directory;

    @Test
    void are_validated_without_anything_that_runs_and_refer_to_each_other() throws Exception {
        Path first = file(
                "first.yaml",
                SloText.of("com.example.app", "one", "0.9")
                        .replaceAll("(?s)  indicator:.*?  timeWindow", "  indicatorRef: deliveries\n  timeWindow"));
        Path second = file("second.yaml", """
                apiVersion: openslo/v1
                kind: SLI
                metadata: {name: deliveries}
                spec:
                  ratioMetric:
                    good: &series {metricSource: {type: slipstream, spec: {sli: webhook-delivery}}}
                    total: *series
                """);

        assertThat(run("objectives", "validate", first.toString(), second.toString()))
                .isEqualTo(new Outcome(0, "1 sound objective, 0 errors\n"));
    }

    @Test
    void that_are_wrong_are_told_as_compilers_do_in_the_lines_of_each_file() throws Exception {
        Path good = file("good.yaml", SloText.of("com.example.app", "one", "0.9"));
        Path bad = file("bad.yaml", SloText.of("com.example.app", "two", "1.5"));

        Outcome outcome = run("objectives", "validate", good.toString(), bad.toString());

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        bad
                                + ":16:15: error: spec.objectives[0].target: is \"1.5\": write a share between 0 and 1, such as 0.999; per cent is targetPercent: 99.9\n"
                                + "   16 |     - target: 1.5\n"
                                + "      |               ^\n"
                                + "1 sound objective, 1 error\n"));
    }

    @Test
    void that_are_not_there_or_not_given_are_a_wrong_call() throws Exception {
        assertThat(run("objectives", "validate").status()).isEqualTo(2);
        Outcome missing =
                run("objectives", "validate", directory.resolve("nothing.yaml").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.text()).contains("there is no file").contains("nothing.yaml");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(ChildProcess.command(new ArrayList<>(List.of(arguments))))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Outcome(int status, String text) {}
}
