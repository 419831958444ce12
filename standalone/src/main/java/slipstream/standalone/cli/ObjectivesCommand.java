package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import slipstream.gateway.objectives.Objectives;
import slipstream.gateway.objectives.Wanted.Sound;
import slipstream.gateway.yaml.YamlParser;

/** Objectives as code: OpenSLO files, looked at here or applied to what runs. */
@Command(name = "objectives", description = "Objectives as OpenSLO v1 files.", mixinStandardHelpOptions = true)
final class ObjectivesCommand implements Runnable {
    private static final int EXIT_ERRORS = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say validate, plan, apply or list");
    }

    @Command(
            name = "validate",
            description = "Says what is wrong with files; nothing needs to run.",
            mixinStandardHelpOptions = true)
    int validate(@Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1 YAML") List<Path> paths)
            throws IOException {
        ObjectiveFiles files = ObjectiveFiles.read(paths);
        Objectives objectives = Objectives.read(new YamlParser().parse(files.text()));
        PrintWriter out = spec.commandLine().getOut();
        ObjectiveFindings findings = new ObjectiveFindings(files, out);
        objectives.findings().forEach(findings::print);
        long sound =
                objectives.wanted().stream().filter(Sound.class::isInstance).count();
        out.println(counted(sound, "sound objective") + ", " + counted(findings.errors(), "error"));
        out.flush();
        return objectives.isSound() ? 0 : EXIT_ERRORS;
    }

    @Command(
            name = "plan",
            description = "Says what applying files would change; changes nothing.",
            mixinStandardHelpOptions = true)
    int plan(
            @Mixin Connection connection,
            @Mixin Pruning pruning,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1 YAML") List<Path> paths)
            throws IOException {
        ObjectiveFiles files = ObjectiveFiles.read(paths);
        return tell(files, connection.open().objectives().plan(files.text(), pruning.prune, pruning.app), false);
    }

    @Command(
            name = "apply",
            description = "Puts what files promise into force; a bad document stops no other.",
            mixinStandardHelpOptions = true)
    int apply(
            @Mixin Connection connection,
            @Mixin Pruning pruning,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1 YAML") List<Path> paths)
            throws IOException {
        ObjectiveFiles files = ObjectiveFiles.read(paths);
        return tell(files, connection.open().objectives().apply(files.text(), pruning.prune, pruning.app), true);
    }

    @Command(name = "list", description = "Lists what is promised.", mixinStandardHelpOptions = true)
    void list(
            @Mixin Connection connection,
            @Option(names = "--app", paramLabel = "KEY", description = "of this app only") @Nullable String app)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        connection.open().objectives().list(app).path("objectives").forEach(each -> ObjectiveLine.print(each, out));
        out.flush();
    }

    static final class Pruning {
        @Option(names = "--prune", description = "take back what the files do not name, of the apps that they name")
        boolean prune;

        @Option(names = "--app", paramLabel = "KEY", description = "with --prune: of this app instead")
        @Nullable
        String app;
    }

    private int tell(ObjectiveFiles files, JsonNode answer, boolean done) {
        PrintWriter out = spec.commandLine().getOut();
        ObjectiveFindings findings = new ObjectiveFindings(files, out);
        answer.path("findings").forEach(findings::print);
        if (!answer.path("findings").isEmpty()) {
            out.println();
        }
        new ObjectiveChanges(out, done).print(answer.path("changes"));
        out.flush();
        return answer.path("asAsked").asBoolean() ? 0 : EXIT_ERRORS;
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
