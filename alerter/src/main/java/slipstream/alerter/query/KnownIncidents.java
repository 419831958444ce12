package slipstream.alerter.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Delivery;

/** What the topics say of incidents and their deliveries, for reading: as many incidents as the breach topic keeps. */
public final class KnownIncidents {
    private static final Comparator<Announcement> NEWEST_FIRST = Comparator.<Announcement, java.time.Instant>comparing(
                    announcement -> announcement.change().openedAt())
            .reversed()
            .thenComparing(announcement -> announcement.change().id().text());

    private final Map<String, Announcement> lastChanges = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Delivery>> deliveries = new ConcurrentHashMap<>();

    /** Takes the newest change of an incident into account, or that it is no longer kept. */
    public void changed(String incidentId, @Nullable Announcement last) {
        if (last == null) {
            lastChanges.remove(incidentId);
        } else {
            lastChanges.put(incidentId, last);
        }
    }

    /** Takes the newest state of a delivery into account, or that it is no longer kept. */
    public void delivered(String key, @Nullable Delivery delivery) {
        String incidentId = key.split("/", 2)[0];
        deliveries.compute(incidentId, (id, known) -> {
            Map<String, Delivery> next = known == null ? new TreeMap<>() : new TreeMap<>(known);
            if (delivery == null) {
                next.remove(key);
            } else {
                next.put(key, delivery);
            }
            return next.isEmpty() ? null : next;
        });
    }

    Optional<Announcement> find(String incidentId) {
        return Optional.ofNullable(lastChanges.get(incidentId));
    }

    /** Those that fit, the newest first, up to a limit. */
    List<Announcement> list(Predicate<Announcement> fits, int limit) {
        return lastChanges.values().stream()
                .filter(fits)
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    List<Delivery> deliveriesOf(String incidentId) {
        return List.copyOf(deliveries.getOrDefault(incidentId, Map.of()).values());
    }
}
