package slipstream.gateway.clock;

import java.time.Duration;
import slipstream.kit.settings.SettingsReader;

/**
 * How often the clock ticks.
 *
 * @param interval time between two ticks of a partition
 */
public record TickSettings(Duration interval) {
    /** Reads {@code gateway.tick-interval}. */
    public static TickSettings read(SettingsReader settings) {
        return new TickSettings(settings.duration(
                "gateway.tick-interval", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(30)));
    }
}
