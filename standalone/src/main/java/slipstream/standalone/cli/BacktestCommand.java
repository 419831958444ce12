package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import slipstream.gateway.catalogue.objectives.ObjectiveBytes;
import slipstream.gateway.objectives.Objectives;
import slipstream.gateway.objectives.Wanted.Sound;
import slipstream.gateway.yaml.YamlParser;
import slipstream.processor.CountingApplication;
import slipstream.processor.ProcessorSettings;
import slipstream.schemas.Topics;
import slipstream.standalone.backtest.BacktestRun;

/** Tries objectives on the events that are there. */
@Command(
        name = "backtest",
        description =
                "Says which incidents the objectives of files would have given, beside those of the objectives in force.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "+ an incident that is new, - one that is gone, = one that both give. Nothing is written and nobody is notified.",
            "Objectives of the files replace those of the same app and id; all others stay as they are.",
            "Give it the options that `up` was given: it counts with the same settings."
        })
final class BacktestCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,4})(m|h|d)");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(28);
    private static final Duration KEPT = Duration.ofDays(35);
    private static final int EXIT_ERRORS = 1;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SettingOptions options;

    @Parameters(arity = "1..*", paramLabel = "OBJECTIVES.yaml", description = "OpenSLO v1 YAML")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Option(
            names = "--since",
            paramLabel = "7d",
            description = "how far back incidents are looked for: 30m, 12h, 7d (default: ${DEFAULT-VALUE})",
            defaultValue = "7d")
    @SuppressWarnings("NullAway.Init")
    private String since;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Duration back = back();
        PrintWriter out = spec.commandLine().getOut();
        ObjectiveFiles files = ObjectiveFiles.read(paths);
        Objectives objectives = Objectives.read(new YamlParser().parse(files.text()));
        if (!objectives.isSound()) {
            objectives.findings().forEach(new ObjectiveFindings(files, out)::print);
            out.flush();
            return EXIT_ERRORS;
        }
        DataDirectory data = options.dataDirectory();
        RunningStandalone.logTo(data.root().resolve("backtest.log"));
        ProcessorSettings settings = LiveSettings.processor(options, Connection.to(data.root()));
        ObjectiveBytes bytes = new ObjectiveBytes(settings.serde().serializer(Topics.OBJECTIVES));
        List<byte[]> records = objectives.wanted().stream()
                .filter(Sound.class::isInstance)
                .map(wanted -> bytes.of(wanted, InstantSource.system().instant()))
                .toList();
        new BacktestRun(
                        settings.kafka(),
                        CountingApplication.counting(settings),
                        out,
                        spec.commandLine().getErr(),
                        InstantSource.system())
                .run(records, back, LONGEST_WINDOW);
        return 0;
    }

    private Duration back() {
        Matcher matcher = DURATION.matcher(since);
        Duration back = Duration.ZERO;
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            back = switch (matcher.group(2)) {
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        if (back.isZero() || back.compareTo(KEPT) > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--since is a number of minutes, hours or days such as 30m, 12h, 7d, at most 35d");
        }
        return back;
    }
}
