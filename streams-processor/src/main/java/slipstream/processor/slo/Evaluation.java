package slipstream.processor.slo;

/** When an objective is judged. */
public enum Evaluation {
    /** At every minute. */
    MINUTE,
    /** At every bad event too, as of the end of the running minute: a breach is told at once, and ends at a minute. */
    EVENT
}
