package slipstream.standalone.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import slipstream.processor.ProcessorSettings;
import slipstream.standalone.GivenOptions;
import slipstream.standalone.StandaloneSettings;

/** The settings with which the live processor was started. */
final class LiveSettings {
    private LiveSettings() {}

    /** As the options say it, with the broker and the registry of what runs. */
    static ProcessorSettings processor(SettingOptions options, Connection running) throws IOException {
        GivenOptions given = options.given();
        Map<String, String> all = new HashMap<>(given.overrides());
        all.put("kafka.bootstrap.servers", running.services().getOrDefault("broker", ""));
        all.put("schema.registry.url", running.endpoints().registry());
        return StandaloneSettings.read(
                        new GivenOptions(given.data(), all, given.environment(), given.file(), given.portOffset()))
                .processor();
    }
}
