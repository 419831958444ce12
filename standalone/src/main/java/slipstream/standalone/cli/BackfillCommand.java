package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import slipstream.processor.slo.Programme;
import slipstream.standalone.backfill.BackfillRun;
import slipstream.standalone.backfill.BackfillRun.Plan;
import slipstream.standalone.backfill.FileFormat;
import slipstream.standalone.backfill.JudgedWindows;
import slipstream.standalone.backfill.UnusableFile;
import slipstream.standalone.client.EventPost;

/** Loads old events from files. Its exit status is 0 when all were taken, 3 when some were refused, 1 when it gave up. */
@Command(
        name = "backfill",
        description = "Loads old events from NDJSON, CSV or Avro files, and notifies nobody.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Events that lie in a window that is still judged are refused (too-recent), so that nobody is notified.",
            "What is refused is written to FILE.refused. A second run within 24 hours counts nothing twice.",
            "Exit status: 0 all taken, 1 given up, 2 not begun, 3 some refused."
        })
final class BackfillCommand implements Callable<Integer> {
    private static final int SOME_REFUSED = 3;
    private static final int MOST_IN_FLIGHT = 32;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "files named .ndjson, .jsonl, .csv or .avro; with .gz behind it they are compressed")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(names = "--format", description = "what the files are, whatever their names: ${COMPLETION-CANDIDATES}")
    private @Nullable FileFormat format;

    @Option(names = "--dry-run", description = "checks the files and sends nothing; needs nothing that runs")
    private boolean dryRun;

    @Option(
            names = "--allow-recent",
            description =
                    "takes events of windows that are still judged, too: what they do to incidents is told to people")
    private boolean allowRecent;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description =
                    "batches of 1,000 that are under way at most; those of one app one by one (default: ${DEFAULT-VALUE})",
            defaultValue = "4")
    private int inFlight;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            description = "how long a batch is tried that the gateway does not take (default: ${DEFAULT-VALUE})",
            defaultValue = "120")
    private int giveUpAfterSeconds;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
            throw new ParameterException(spec.commandLine(), "--in-flight lies from 1 to " + MOST_IN_FLIGHT);
        }
        PrintWriter err = spec.commandLine().getErr();
        BackfillRun run = new BackfillRun(spec.commandLine().getOut(), err, InstantSource.system(), System::nanoTime);
        Plan plan = new Plan(
                files, Optional.ofNullable(format), allowRecent ? Optional.empty() : Optional.of(judged()), inFlight);
        try {
            boolean allTaken = dryRun ? run.check(plan) : run.load(plan, post());
            return allTaken ? 0 : SOME_REFUSED;
        } catch (UnusableFile unusable) {
            throw new Refusal(String.valueOf(unusable.getMessage()));
        }
    }

    /** A dry run needs nothing that runs, and knows the built-in objectives only. */
    private JudgedWindows judged() throws IOException {
        return dryRun
                ? JudgedWindows.of(Programme.four().objectives())
                : JudgedWindows.of(connection.open().objectives().list(null));
    }

    private EventPost post() throws IOException {
        return new EventPost(
                connection.endpoints(),
                connection.token(),
                Duration.ofSeconds(giveUpAfterSeconds),
                length -> TimeUnit.NANOSECONDS.sleep(length.toNanos()),
                System::nanoTime);
    }
}
