package slipstream.alerter.notify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.NotificationReason;

/** What is known and what is to be done about one partition of the breach topic. Belongs to the notifier's thread. */
final class PartitionWork {
    private final Map<String, Delivery> recorded;
    private final Map<String, Deque<Notification>> chains = new LinkedHashMap<>();
    private final Set<String> chainsInFlight = new HashSet<>();
    private final TreeMap<Long, Integer> unfinishedByOffset = new TreeMap<>();
    private long nextOffset = -1;

    PartitionWork(Map<String, Delivery> recorded) {
        this.recorded = new HashMap<>(recorded);
    }

    Optional<Delivery> recorded(String key) {
        return Optional.ofNullable(recorded.get(key));
    }

    void remember(Delivery delivery) {
        recorded.put(delivery.key(), delivery);
    }

    /** The record at an offset was taken in, with what it leads to. */
    void taken(long offset, List<Notification> notifications) {
        nextOffset = offset + 1;
        for (Notification notification : notifications) {
            chains.computeIfAbsent(notification.chain(), chain -> new ArrayDeque<>())
                    .add(notification);
            unfinishedByOffset.merge(offset, 1, Integer::sum);
        }
    }

    /**
     * The first of every chain that is due and not being attempted; they count as being attempted from now on.
     *
     * @param waits whether one that is held back must wait on
     */
    List<Notification> begin(Instant now, int limit, Predicate<Notification> waits) {
        List<Notification> begun = new ArrayList<>();
        for (Map.Entry<String, Deque<Notification>> chain : chains.entrySet()) {
            if (begun.size() == limit) {
                break;
            }
            if (!chainsInFlight.contains(chain.getKey())
                    && mayBegin(chain.getValue(), now, waits)
                    && chainsInFlight.add(chain.getKey())) {
                begun.add(chain.getValue().element());
            }
        }
        return begun;
    }

    private boolean mayBegin(Deque<Notification> chain, Instant now, Predicate<Notification> waits) {
        Notification first = chain.element();
        if (first.isHeldBack()) {
            if (chain.size() > 1) {
                // It is over: of its beginning nobody needs to be told any more.
                first.drop(NotificationReason.EXCLUDED, now);
            } else if (waits.test(first)) {
                return false;
            }
        } else if (isEndOfWhatWasDropped(first)) {
            first.drop(NotificationReason.OPENING_NOT_TOLD, now);
        }
        return first.isDue(now);
    }

    private boolean isEndOfWhatWasDropped(Notification notification) {
        Delivery delivery = notification.delivery();
        return !delivery.isSettled()
                && notification.announcement().isResolved()
                && recorded(Delivery.key(delivery.incidentId(), Transition.OPENED, delivery.recipient()))
                        .filter(opening -> opening.state() == Delivery.State.NOT_SENT)
                        .isPresent();
    }

    /** An attempt is over. */
    void ended(Notification notification) {
        String name = notification.chain();
        chainsInFlight.remove(name);
        remember(notification.delivery());
        if (!notification.isDone()) {
            return;
        }
        Deque<Notification> chain = chains.get(name);
        if (chain != null) {
            chain.remove();
            if (chain.isEmpty()) {
                chains.remove(name);
            }
        }
        unfinishedByOffset.computeIfPresent(notification.offset(), (offset, left) -> left == 1 ? null : left - 1);
    }

    boolean isIdle() {
        return chainsInFlight.isEmpty();
    }

    /** How many wait to be sent; those that are held back do not count. */
    int pending() {
        return Math.toIntExact(chains.values().stream()
                .flatMap(Deque::stream)
                .filter(notification -> !notification.isHeldBack())
                .count());
    }

    /** Everything before this offset is done and recorded; empty when nothing was taken in yet. */
    Optional<Long> doneThrough() {
        if (nextOffset < 0) {
            return Optional.empty();
        }
        return Optional.of(unfinishedByOffset.isEmpty() ? nextOffset : unfinishedByOffset.firstKey());
    }
}
