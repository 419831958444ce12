package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import slipstream.standalone.example.AccessLog;
import slipstream.standalone.example.AccessLogExample;

/** Examples with real input. */
@Command(name = "example", description = "Examples with real input.", mixinStandardHelpOptions = true)
final class ExampleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say access-log");
    }

    @Command(
            name = "access-log",
            description = "Loads a real access log as webhook deliveries, and compares every window with a plain loop.",
            mixinStandardHelpOptions = true)
    int accessLog(
            @Mixin Connection connection,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description =
                                    "gzip of JSON lines with line, time, site, status (default: the one included)")
                    @Nullable
                    Path file)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        AccessLog log = file == null ? AccessLog.bundled() : AccessLog.read(file);
        InstantSource clock = InstantSource.system();
        boolean equal = new AccessLogExample(connection.open(), out).run(log.endingAt(clock.instant()), clock);
        return equal ? 0 : 1;
    }
}
