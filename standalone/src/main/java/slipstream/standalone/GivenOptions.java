package slipstream.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a standalone was told by the one who started it.
 *
 * @param data directory that holds everything it remembers
 * @param overrides settings that go before all others
 * @param environment environment variables
 * @param file settings of a file
 * @param portOffset is added to every port that is not 0
 */
public record GivenOptions(
        Path data, Map<String, String> overrides, Map<String, String> environment, Properties file, int portOffset) {
    public GivenOptions {
        overrides = Map.copyOf(overrides);
        environment = Map.copyOf(environment);
    }

    /** Settings given in code, and nothing else. */
    public static GivenOptions of(Path data, Map<String, String> settings) {
        return new GivenOptions(data, settings, Map.of(), new Properties(), 0);
    }
}
