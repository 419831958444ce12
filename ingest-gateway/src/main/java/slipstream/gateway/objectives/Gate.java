package slipstream.gateway.objectives;

import java.util.OptionalLong;

/**
 * Keeps a promise from being breached by too few events.
 *
 * @param minimumTotal no breach with fewer valid events
 * @param minimumBad no breach with fewer bad events
 * @param alphaPpm no breach unless so many bad events are less likely than this if the target were just met, in parts per million
 */
public record Gate(long minimumTotal, long minimumBad, OptionalLong alphaPpm) {
    /** Lets everything through. */
    public static final Gate OPEN = new Gate(0, 0, OptionalLong.empty());
}
