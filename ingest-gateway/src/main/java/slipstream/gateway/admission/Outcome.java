package slipstream.gateway.admission;

/** What an observation says of the app. */
public enum Outcome {
    GOOD,
    BAD,
    /** Seen, but not counted either way. */
    EXCLUDED,
    /** An iframe load that has begun and not ended yet. */
    STARTED,
    /** An iframe load that ended before anything could be said of it. */
    ABANDONED
}
