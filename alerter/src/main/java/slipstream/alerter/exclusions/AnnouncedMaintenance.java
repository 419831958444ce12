package slipstream.alerter.exclusions;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.NotificationReason;
import slipstream.alerter.incident.notice.Stage;
import slipstream.schemas.InvalidRecurrence;
import slipstream.schemas.Occurrences;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.ExclusionKind;
import slipstream.schemas.avro.Sli;

/**
 * The maintenance that was announced, by app: while it goes on, nobody is told that something began. Faults of the platform keep
 * nobody from being told.
 */
public final class AnnouncedMaintenance implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedMaintenance.class);
    private static final String EVERY_APP = "*";

    private final Map<String, Map<String, Maintenance>> byApp = new ConcurrentHashMap<>();

    private record Maintenance(Exclusion exclusion, Occurrences occurrences) {
        boolean isOn(Series series, Instant now) {
            return selects(series)
                    && !occurrences.between(now, now.plusMillis(1)).isEmpty();
        }

        private boolean selects(Series series) {
            Sli sli = exclusion.getSli();
            String scope = exclusion.getScope();
            String product = exclusion.getProduct();
            return (sli == null || Slis.id(sli).equals(series.sli().id()))
                    && (scope == null || scope.equals(series.scope()))
                    && (product == null
                            || series.scope().equals(product)
                            || series.scope().startsWith(product + "/"));
        }
    }

    /** Takes over the newest revision of an exclusion. */
    public void changed(String key, @Nullable Exclusion exclusion) {
        String appKey = key.substring(0, Math.max(0, key.indexOf('/')));
        Map<String, Maintenance> ofApp = byApp.computeIfAbsent(appKey, any -> new ConcurrentHashMap<>());
        if (exclusion == null || exclusion.getRemoved() || exclusion.getKind() != ExclusionKind.MAINTENANCE) {
            ofApp.remove(key);
            return;
        }
        try {
            ofApp.put(key, new Maintenance(exclusion, Occurrences.of(exclusion)));
        } catch (InvalidRecurrence e) {
            ofApp.remove(key);
            LOG.error("the exclusion {} cannot be followed and keeps nobody from being told", key, e);
        }
    }

    @Override
    public Optional<NotificationReason> objection(Announcement announcement, String recipient, Instant now) {
        Series series = announcement.change().series();
        boolean on = Stream.of(series.appKey(), EVERY_APP)
                .flatMap(app -> byApp.getOrDefault(app, Map.of()).values().stream())
                .anyMatch(maintenance -> maintenance.isOn(series, now));
        return on ? Optional.of(NotificationReason.EXCLUDED) : Optional.empty();
    }
}
