package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends the process that uses a data directory, and no other. */
@Command(name = "down", description = "Ends what `up` started on a data directory.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data directory (default: ${DEFAULT-VALUE})",
            defaultValue = "data")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        DataDirectory directory = new DataDirectory(data);
        Optional<RunningProcess> noted = directory.noted();
        Optional<ProcessHandle> process = noted.flatMap(RunningProcess::handle);
        if (process.isEmpty()) {
            out.println("nothing runs on " + directory.root());
            directory.forget();
            return 0;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            throw new Refusal("process " + process.get().pid() + " was told to end and has not within "
                    + DEADLINE.toSeconds() + " s; its log is " + directory.log());
        }
        directory.forget();
        out.println("ended process " + process.get().pid());
        return 0;
    }
}
