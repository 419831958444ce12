package slipstream.schemas;

/**
 * What a tick may say besides that time has passed, as headers of its record on the events topic. Values are UTF-8 text unless
 * said otherwise.
 */
public final class TickHeaders {
    /** A decision about what does not count: an {@code Exclusion}, written as on its own topic. */
    public static final String EXCLUSION = "slipstream-exclusion";

    /** A decision about what is promised: an {@code Objective}, written as on its own topic. */
    public static final String OBJECTIVE = "slipstream-objective";

    /** How the prober is that asks the base URLs of this partition's apps: {@link #WORKING} or {@link #OFFLINE}. */
    public static final String PROBER = "slipstream-prober";

    /** The prober asks and gets answers. */
    public static final String WORKING = "working";

    /** The prober itself cannot work: what it does not observe is not measured. */
    public static final String OFFLINE = "offline";

    /** Since when the gateway has been refusing observations for reasons of its own: epoch milliseconds, in digits. */
    public static final String REFUSED_SINCE = "slipstream-refused-since";

    /** Which of the applications that count the events is in force from here on, and tells what it says: its name. */
    public static final String IN_FORCE = "slipstream-in-force";

    private TickHeaders() {}
}
