package slipstream.standalone.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import slipstream.standalone.GivenOptions;

/** The options that say how Slipstream is to run; shared by all commands that start it. */
final class SettingOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "directory that holds all data (default: ${DEFAULT-VALUE})",
            defaultValue = "data")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with settings")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "one setting; goes before environment (SLIPSTREAM_NAME) and file; may be repeated")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "shifts all ports, so that several can run beside each other",
            defaultValue = "0")
    private int portOffset;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "uses this Kafka and starts none; short for --set kafka.bootstrap.servers=…")
    private @Nullable String kafka;

    DataDirectory dataDirectory() {
        return new DataDirectory(data);
    }

    GivenOptions given() {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        if (kafka != null) {
            all.put("kafka.bootstrap.servers", kafka);
        }
        return new GivenOptions(dataDirectory().root(), all, System.getenv(), file(), portOffset);
    }

    private Properties file() {
        Properties file = new Properties();
        if (config != null) {
            try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new Refusal("--config: cannot read " + config + " (" + unreadable + ")");
            }
        }
        return file;
    }

    /** The same options as arguments, for a process that is started with them. */
    List<String> asArguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--data", dataDirectory().root().toString()));
        if (config != null) {
            arguments.addAll(List.of("--config", config.toAbsolutePath().toString()));
        }
        overrides.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        arguments.addAll(List.of("--port-offset", Integer.toString(portOffset)));
        if (kafka != null) {
            arguments.addAll(List.of("--kafka", kafka));
        }
        return arguments;
    }
}
