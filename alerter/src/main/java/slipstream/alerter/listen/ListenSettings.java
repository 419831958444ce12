package slipstream.alerter.listen;

import java.nio.file.Path;
import java.time.Duration;
import slipstream.kit.settings.SettingsReader;

/**
 * How verdicts are listened to.
 *
 * @param applicationId name of the consumer group and of the changelog topic
 * @param stateDir directory of Kafka Streams for this process
 * @param sessionTimeout after how long without a sign of life a dead instance's work is taken over
 */
public record ListenSettings(String applicationId, Path stateDir, Duration sessionTimeout) {
    /** Reads {@code alerter.application-id}, {@code alerter.state-dir} and {@code alerter.session-timeout}. */
    public static ListenSettings read(SettingsReader settings) {
        return new ListenSettings(
                settings.text("alerter.application-id", "slipstream-alerter"),
                settings.path("alerter.state-dir", Path.of("data", "alerter")),
                settings.duration(
                        "alerter.session-timeout",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5)));
    }
}
