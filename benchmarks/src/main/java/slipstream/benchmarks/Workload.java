package slipstream.benchmarks;

import java.time.Duration;

/**
 * A stream of events: how many series, how often, how late. Every app has the four series of the programme.
 *
 * @param name what the tables call it
 * @param apps number of apps
 * @param perMinute events a minute and series
 * @param lateShare share of events that arrive late, by five minutes on average
 * @param history how far back event times are spread; zero: they are as new as their arrival
 * @param ticks whether a record without a value begins every minute, as gateways write one every five seconds; without events and
 *     without those a minute counts as not measured
 */
public record Workload(String name, int apps, double perMinute, double lateShare, Duration history, boolean ticks) {
    static final int SERIES_PER_APP = 4;

    /** Few series with much traffic. */
    static final Workload D100 = new Workload("d100", 100, 15, 0.05, Duration.ZERO);

    /** Many series with little traffic. */
    static final Workload D10K = new Workload("d10k", 10_000, 2.5, 0.05, Duration.ZERO);

    /** The series of {@link #D10K}, filled up with a month of history: almost every event opens a new cell. */
    static final Workload S10K = new Workload("s10k", 10_000, 2.5, 0, Duration.ofDays(30));

    /** Four weeks in order, an event in 18 hours and series: time passes, events hardly do. Most minutes have only their tick. */
    static final Workload R100 = new Workload("r100", 100, 37.0 / (28 * 24 * 60), 0.05, Duration.ZERO, true);

    /** Four weeks in order, an event an hour and series: every event opens a new cell. */
    static final Workload H100 = new Workload("h100", 100, 1.0 / 60, 0.05, Duration.ZERO);

    /** Four weeks in order, an event a minute and series. */
    static final Workload M25 = new Workload("m25", 25, 1, 0.05, Duration.ZERO);

    /** Without ticks: every minute has events. */
    public Workload(String name, int apps, double perMinute, double lateShare, Duration history) {
        this(name, apps, perMinute, lateShare, history, false);
    }

    int series() {
        return apps * SERIES_PER_APP;
    }

    /** How many events arrive within a time. */
    int eventsIn(Duration time) {
        return (int) (series() * perMinute * time.toMinutes());
    }

    /** Minutes in which so many events arrive, rounded up. */
    long minutesOf(int events) {
        return (long) Math.ceil(events / (series() * perMinute));
    }

    Workload withoutLateEvents() {
        return new Workload(name + ", none late", apps, perMinute, 0, history, ticks);
    }
}
