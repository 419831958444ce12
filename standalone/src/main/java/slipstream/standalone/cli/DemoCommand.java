package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import slipstream.standalone.Standalone;
import slipstream.standalone.demo.Demo;

/** Starts everything and three small apps that it breaks and heals. */
@Command(
        name = "demo",
        description = "Starts everything, and three real small apps of which two have trouble.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (RunningStandalone running = RunningStandalone.start(options, out)) {
            Standalone standalone = running.standalone();
            running.closeFirst(Demo.start(
                    standalone.operator(),
                    standalone.endpoints(),
                    options.dataDirectory().operatorToken(),
                    InstantSource.system(),
                    out));
            running.awaitEnd();
        }
        return 0;
    }
}
