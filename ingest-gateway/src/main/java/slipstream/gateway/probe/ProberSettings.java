package slipstream.gateway.probe;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import slipstream.kit.settings.SettingsReader;

/**
 * How the prober works.
 *
 * @param enabled whether this gateway probes at all
 * @param interval mean time between two probes of one base URL
 * @param jitterPercent largest deviation from the interval either way, in per cent of it
 * @param maxConcurrent how many probes may be under way at once
 * @param region where this gateway stands; written into every event
 * @param controlUrl what must be reachable for a failure on network level to count
 */
public record ProberSettings(
        boolean enabled,
        Duration interval,
        int jitterPercent,
        int maxConcurrent,
        Optional<String> region,
        Optional<URI> controlUrl) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_REGION = 64;

    /** Reads {@code prober.*}. */
    public static ProberSettings read(SettingsReader settings) {
        return new ProberSettings(
                settings.flag("prober.enabled", true),
                settings.duration("prober.interval", Duration.ofSeconds(60), SHORTEST, LONGEST),
                settings.integer("prober.jitter", 10, 0, 50),
                settings.integer("prober.max-concurrent", 256, 1, 4_096),
                region(settings),
                controlUrl(settings));
    }

    private static Optional<String> region(SettingsReader settings) {
        String region = settings.text("prober.region", "");
        if (region.length() > MAX_REGION) {
            settings.problem("prober.region", "at most " + MAX_REGION + " characters");
        }
        return region.isEmpty() ? Optional.empty() : Optional.of(region);
    }

    private static Optional<URI> controlUrl(SettingsReader settings) {
        String text = settings.text("prober.control-url", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> url = ProbeTarget.address(text);
        if (url.isEmpty()) {
            settings.problem("prober.control-url", "must be an http or https address");
        }
        return url;
    }
}
