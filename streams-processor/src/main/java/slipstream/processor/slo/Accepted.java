package slipstream.processor.slo;

import java.util.Locale;

/** What became of one event. Exactly one of these for every event: admitted = counted + excluded + ... + the refusals. */
public enum Accepted {
    /** It is in a cell. */
    COUNTED,
    /** It was seen and is in a cell of its own kind, but in no rate. */
    EXCLUDED,
    /** The same id was seen before. */
    DUPLICATE,
    /** A load has begun; it will be counted when it ends or its time is over. */
    OPENED,
    /** A load has ended that counts neither way. */
    ABANDONED,
    /** Its event time is older than 31 days. */
    TOO_LATE,
    /** Its event time is further ahead of the clock than the gateway would have let pass. */
    IN_FUTURE,
    /** Its app has as many series as an app may have. */
    TOO_MANY_SERIES,
    /** As many loads are open as may be. */
    TOO_MANY_OPEN_LOADS;

    /** The word for it in metrics and on the topic of the rejected, such as {@code too-late}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the event is lost to the counts and belongs on the topic of the rejected. */
    public boolean isRejected() {
        return compareTo(TOO_LATE) >= 0;
    }
}
