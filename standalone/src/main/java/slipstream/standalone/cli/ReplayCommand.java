package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import slipstream.standalone.client.SlipstreamClient;
import slipstream.standalone.replay.ReplayRun;

/** Builds all state anew beside the live application. Its exit status is 0 when both are equal, 3 when they are not. */
@Command(
        name = "replay",
        description =
                "Builds all state anew from the topic beside the live application, compares both, and notifies nobody.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Give it the options that `up` was given: it counts with the same settings.",
            "Exit status: 0 equal (or deleted), 1 failed, 2 not begun, 3 the states differ."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int DIFFERENT = 3;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SettingOptions options;

    @Option(
            names = "--swap",
            description = "puts the replayed state in force once it has read everything, equal or not")
    private boolean swap;

    @Option(names = "--abort", description = "deletes every application that is not in force: changelogs, group, state")
    private boolean abort;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        if (swap && abort) {
            throw new ParameterException(spec.commandLine(), "say either --swap or --abort");
        }
        PrintWriter out = spec.commandLine().getOut();
        DataDirectory data = options.dataDirectory();
        RunningStandalone.logTo(data.root().resolve("replay.log"));
        Connection running = Connection.to(data.root());
        ReplayRun run = new ReplayRun(
                LiveSettings.processor(options, running),
                out,
                spec.commandLine().getErr(),
                InstantSource.system());
        if (abort) {
            run.abort();
            return 0;
        }
        String token = Files.readString(data.operatorToken()).strip();
        return run.replay(new SlipstreamClient(running.endpoints(), token), swap) ? 0 : DIFFERENT;
    }
}
