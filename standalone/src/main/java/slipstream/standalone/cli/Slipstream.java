package slipstream.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import slipstream.kit.settings.InvalidSettings;
import slipstream.standalone.client.UnexpectedAnswer;

/** The command {@code slipstream}. */
@Command(
        name = "slipstream",
        description = "Service level indicators of apps, from observation to breach mail, on one machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Slipstream.Version.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            ExampleCommand.class,
            ExclusionCommand.class,
            BackfillCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            ObjectivesCommand.class,
            TokenCommand.class
        })
public final class Slipstream implements Runnable {
    private static final int EXIT_REFUSED = 2;
    private static final int EXIT_FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Carries out one command and answers its exit status. */
    static int run(String... arguments) {
        return new CommandLine(new Slipstream())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, text -> Path.of(text))
                .setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, command.getErr()))
                .execute(arguments);
    }

    private static int explain(Exception fault, PrintWriter err) {
        if (fault instanceof InvalidSettings || fault instanceof Refusal) {
            err.println(fault.getMessage());
            return EXIT_REFUSED;
        }
        if (fault instanceof UnexpectedAnswer) {
            err.println(fault.getMessage());
            return EXIT_FAILED;
        }
        if (fault instanceof NoSuchFileException) {
            err.println("there is no file " + fault.getMessage());
            return EXIT_REFUSED;
        }
        err.println("failed: " + fault);
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            err.println("  because of " + cause);
        }
        return EXIT_FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Slipstream.class.getPackage().getImplementationVersion();
            return new String[] {"slipstream " + (version == null ? "(unpacked build)" : version)};
        }
    }
}
