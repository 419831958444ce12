package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import slipstream.standalone.Standalone;
import slipstream.standalone.demo.Demo;
import slipstream.standalone.demo.DemoApps;

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
        InstantSource clock = InstantSource.system();
        AtomicReference<DemoApps> apps = new AtomicReference<>();
        try (RunningStandalone running = RunningStandalone.start(options, out, settings -> {
            apps.set(DemoApps.start(settings.gateway().http().port(), clock));
            return apps.get();
        })) {
            Standalone standalone = running.standalone();
            running.closeFirst(Demo.start(
                    apps.get(),
                    standalone.operator(),
                    standalone.endpoints(),
                    options.dataDirectory().operatorToken(),
                    clock,
                    out));
            running.awaitEnd();
        }
        return 0;
    }
}
