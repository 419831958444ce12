package slipstream.alerter.notify;

import java.time.Duration;
import slipstream.kit.settings.SettingsReader;

/**
 * How notifications are carried out.
 *
 * @param groupId consumer group on the breach topic
 * @param horizon how long a change is news; an older one changes incidents and is told nobody
 * @param giveUpAfter how long one notification is tried
 * @param firstPause pause after the first vain attempt; doubles from there
 * @param longestPause longest pause between two attempts
 * @param senders how many attempts run at the same time
 * @param maxPending how many notifications wait before no more changes are read
 * @param sessionTimeout after how long without a sign of life a dead instance's work is taken over
 */
public record NotifySettings(
        String groupId,
        Duration horizon,
        Duration giveUpAfter,
        Duration firstPause,
        Duration longestPause,
        int senders,
        int maxPending,
        Duration sessionTimeout) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Reads {@code notify.*} and {@code mail.give-up-after}. */
    public static NotifySettings read(SettingsReader settings) {
        return new NotifySettings(
                settings.text("notify.group-id", "slipstream-notifier"),
                settings.duration("notify.horizon", Duration.ofMinutes(30), SECOND, DAY.multipliedBy(7)),
                settings.duration("mail.give-up-after", DAY, SECOND, DAY.multipliedBy(7)),
                settings.duration("notify.first-pause", SECOND, Duration.ofMillis(10), Duration.ofHours(1)),
                settings.duration("notify.longest-pause", SECOND.multipliedBy(30), Duration.ofMillis(10), DAY),
                settings.integer("notify.senders", 2, 1, 64),
                settings.integer("notify.max-pending", 10_000, 1, 1_000_000),
                settings.duration("alerter.session-timeout", SECOND.multipliedBy(10), SECOND, Duration.ofMinutes(5)));
    }

    /** The pause after so many vain attempts. */
    Duration pauseAfter(int attempts) {
        Duration pause = firstPause;
        for (int n = 1; n < attempts && pause.compareTo(longestPause) < 0; n++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
