package slipstream.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happened before the demonstration was started. The quiet day has ids of its own time, so that starting again counts
 * nothing twice; the mishap has ids of the start, because every start tells it anew.
 */
final class History {
    private static final Duration QUIET = Duration.ofHours(24);
    private static final Duration BETWEEN = Duration.ofMinutes(5);
    private static final int WEBHOOKS_AT_ONCE = 3;
    private static final int MISHAPS = 12;

    private final Instant start;

    History(Instant start) {
        this.start = start;
    }

    /** When the webhooks failed: 13 minutes before the start, so that they leave the 15-minute window soon after it. */
    Instant mishapAt() {
        return start.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(13));
    }

    /** When the window of 15 minutes holds none of the failures any more, and the breach is over. */
    Instant mishapForgottenAt() {
        return mishapAt().plus(Duration.ofMinutes(16));
    }

    /** A day on which everything went well; its last part lies before the mishap. */
    List<Map<String, Object>> quietDay(String appKey) {
        List<Map<String, Object>> events = new ArrayList<>();
        Instant last = start.minus(BETWEEN);
        Instant slot = start.minus(QUIET).truncatedTo(ChronoUnit.HOURS);
        for (; slot.isBefore(last); slot = slot.plus(BETWEEN)) {
            String id = "demo-" + slot.getEpochSecond() / 60;
            for (int i = 0; i < WEBHOOKS_AT_ONCE; i++) {
                Instant at = slot.plusSeconds(20L * i);
                events.add(Observations.webhook(id + "-w" + i, appKey, at, 200, 80 + 15L * i));
            }
            events.add(Observations.iframeEstablished(id + "-f", appKey, slot.plusSeconds(30), 900));
            events.add(Observations.installation(id + "-i", appKey, slot.plusSeconds(40), 204, 150));
        }
        return events;
    }

    /** Webhook deliveries that failed within one minute. */
    List<Map<String, Object>> mishap(String appKey) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < MISHAPS; i++) {
            String id = "demo-mishap-" + start.getEpochSecond() + "-" + i;
            events.add(Observations.webhook(id, appKey, mishapAt().plusSeconds(4L * i), 503, 2_000));
        }
        return events;
    }
}
