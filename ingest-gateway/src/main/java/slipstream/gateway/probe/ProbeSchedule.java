package slipstream.gateway.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * When which target is to be probed next. A target is either due at some instant or being probed, never both, so that no
 * target is probed twice at once. Pure: knows no clock, starts nothing; not for several threads.
 */
public final class ProbeSchedule {
    /** New targets are started this far apart on average: twenty are all begun within two seconds. */
    static final Duration SPREAD_PER_TARGET = Duration.ofMillis(100);

    private final Duration interval;
    private final double jitter;
    private final DoubleSupplier random;
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final Map<ProbeTarget, Instant> waiting = new HashMap<>();
    private final Map<ProbeTarget, Instant> running = new HashMap<>();
    private Set<ProbeTarget> targets = Set.of();

    private record Due(Instant at, ProbeTarget target) {}

    /**
     * A schedule without targets.
     *
     * @param interval mean time from the beginning of one probe of a target to that of the next
     * @param jitter largest deviation from the interval either way, as a share of it
     * @param random numbers in [0, 1)
     */
    public ProbeSchedule(Duration interval, double jitter, DoubleSupplier random) {
        if (interval.isNegative() || interval.isZero() || jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException("interval " + interval + ", jitter " + jitter);
        }
        this.interval = interval;
        this.jitter = jitter;
        this.random = random;
    }

    /** From now on these are the targets. Those that were there before keep their times. */
    public void replaceTargets(Set<ProbeTarget> replacement, Instant now) {
        Set<ProbeTarget> added = new HashSet<>(replacement);
        added.removeAll(targets);
        targets = Set.copyOf(replacement);
        waiting.keySet().retainAll(targets);
        Duration spread = SPREAD_PER_TARGET.multipliedBy(added.size());
        Duration within = spread.compareTo(interval) < 0 ? spread : interval;
        for (ProbeTarget target : added) {
            if (!running.containsKey(target)) {
                plan(target, now.plus(scaled(within, random.getAsDouble())));
            }
        }
        queue.removeIf(this::isStale);
    }

    /** Takes up to so many targets that are due; each is being probed until it is {@link #finished}. */
    public List<ProbeTarget> begin(Instant now, int atMost) {
        List<ProbeTarget> due = new ArrayList<>();
        while (due.size() < atMost && !queue.isEmpty() && !queue.peek().at().isAfter(now)) {
            Due next = queue.remove();
            if (!isStale(next)) {
                waiting.remove(next.target());
                running.put(next.target(), now);
                due.add(next.target());
            }
        }
        return due;
    }

    /** The probe of a target is over; the next one is due one interval after this one began, if the target still exists. */
    public void finished(ProbeTarget target, Instant now) {
        Instant began = running.remove(target);
        if (began != null && targets.contains(target)) {
            double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
            Instant next = began.plus(scaled(interval, factor));
            plan(target, next.isAfter(now) ? next : now);
        }
    }

    /** How long the target that has waited longest is overdue; zero when none is. */
    public Duration lag(Instant now) {
        Due first = queue.peek();
        return first == null || first.at().isAfter(now) ? Duration.ZERO : Duration.between(first.at(), now);
    }

    /** How many targets there are. */
    public int size() {
        return targets.size();
    }

    private void plan(ProbeTarget target, Instant at) {
        waiting.put(target, at);
        queue.add(new Due(at, target));
    }

    private boolean isStale(Due due) {
        return !due.at().equals(waiting.get(due.target()));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
