package slipstream.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param events events on a topic
 * @param rounds how often candidates take turns
 * @param warmUp rounds before those that count
 * @param part what share of everything else is measured
 */
record Scale(int events, int rounds, int warmUp, double part) {
    /** What the table in the README is made with. */
    static final Scale FULL = new Scale(6_000_000, 5, 4, 1);

    /** Seconds instead of minutes: shows that everything runs, and nothing about speed. */
    static final Scale SMALL = new Scale(60_000, 1, 0, 0.02);

    static Scale of(String name) {
        return switch (name) {
            case "full" -> FULL;
            case "small" -> SMALL;
            default -> throw new IllegalArgumentException("the size is full or small; was " + name);
        };
    }

    /** Fewer rounds, none of warm-up, for what takes long. */
    Scale shorter() {
        return new Scale(events, Math.min(rounds, 3), 0, part);
    }

    /** No more rounds than so many. */
    Scale rounds(int most) {
        return new Scale(events, Math.min(rounds, most), warmUp, part);
    }

    /** The part of a time that is waited. */
    Duration of(Duration whole) {
        return Duration.ofMillis(of((int) whole.toMillis()));
    }

    /** The part of a number that is measured, at least one. */
    int of(int whole) {
        return (int) Math.max(1, whole * part);
    }
}
