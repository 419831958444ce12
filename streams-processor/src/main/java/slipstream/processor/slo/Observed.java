package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event as the counting sees it: numbers, and slices of the bytes that it came in. One instance is filled again for every
 * event, so that counting makes no garbage.
 */
public final class Observed {
    private static final long MINUTE_MILLIS = 60_000;

    /** What an observation says. */
    public enum Outcome {
        GOOD,
        BAD,
        /** Seen, but not to be counted. */
        EXCLUDED,
        /** A load has begun; its end follows, or its deadline passes. */
        STARTED,
        /** A load has ended and counts neither way. */
        ABANDONED
    }

    private byte[] appBytes = {};
    private int appFrom;
    private int appTo;
    byte[] bytes = {};
    int idFrom;
    int idTo;
    int scopeFrom;
    int scopeTo;
    int sli;
    Outcome outcome = Outcome.GOOD;
    boolean byApp;
    long occurredAt;
    long receivedAt;
    long durationMillis = -1;
    private @Nullable Supplier<Failure> details;

    /** What its series is found by, hashes of the app and of the id, and the epoch minute and hour it happened in: {@link #hash} computes them. */
    final SeriesHash series = new SeriesHash();

    long appHash;
    long idHash;
    long minute;
    long hour;

    /** The app, as UTF-8. */
    public Observed app(byte[] key) {
        return app(key, 0, key.length);
    }

    /** Where the app stands. */
    public Observed app(byte[] record, int from, int to) {
        appBytes = record;
        appFrom = from;
        appTo = to;
        return this;
    }

    /** The bytes that the slices point into. */
    public Observed in(byte[] record) {
        bytes = record;
        return this;
    }

    /** Where the event's id stands. */
    public Observed id(int from, int to) {
        idFrom = from;
        idTo = to;
        return this;
    }

    /** Where the scope stands. */
    public Observed scope(int from, int to) {
        scopeFrom = from;
        scopeTo = to;
        return this;
    }

    /** What was observed, and whether the app itself said so. */
    public Observed says(int indicator, Outcome what, boolean saidByApp) {
        sli = indicator;
        outcome = what;
        byApp = saidByApp;
        return this;
    }

    /** Event time and arrival time in epoch milliseconds. */
    public Observed at(long occurred, long received) {
        occurredAt = occurred;
        receivedAt = received;
        return this;
    }

    /** How long it took, in milliseconds; negative when nobody knows. */
    public Observed took(long millis) {
        durationMillis = millis;
        return this;
    }

    /** What is known of it when it is bad; asked for bad events only, before the next event is filled in. */
    public Observed because(Supplier<Failure> known) {
        details = known;
        return this;
    }

    /** Computes what it is found by. */
    Observed hash() {
        appHash = IdHash.of(appBytes, appFrom, appTo);
        series.of(appBytes, appFrom, appTo, sli, bytes, scopeFrom, scopeTo);
        idHash = IdHash.of(bytes, idFrom, idTo);
        minute = Math.floorDiv(occurredAt, MINUTE_MILLIS);
        hour = Math.floorDiv(minute, HourPage.MINUTES);
        return this;
    }

    byte[] appKey() {
        return Arrays.copyOfRange(appBytes, appFrom, appTo);
    }

    Failure failure() {
        return details == null ? Failure.of(occurredAt, id(), Failure.UNKNOWN_CAUSE) : details.get();
    }

    /** Whether the event has no event time of its own. */
    boolean isTimedByArrival() {
        return occurredAt == receivedAt;
    }

    byte[] scopeBytes() {
        return Arrays.copyOfRange(bytes, scopeFrom, scopeTo);
    }

    String id() {
        return new String(bytes, idFrom, idTo - idFrom, StandardCharsets.UTF_8);
    }
}
