package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything in this process, or in one of its own that stays. */
@Command(
        name = "up",
        description = "Starts broker, registry, gateway, processor, alerter and mail catcher.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Option(
            names = {"-d", "--detach"},
            description = "goes on in the background; `slipstream down` ends it")
    private boolean detached;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (detached) {
            return new DetachedProcess(options.dataDirectory()).start(options.asArguments(), out);
        }
        try (RunningStandalone running = RunningStandalone.start(options, out, settings -> () -> {})) {
            running.awaitEnd();
        }
        return 0;
    }

    /** The words of this command, for a process that is started with them. */
    static List<String> words() {
        return List.of("up");
    }
}
