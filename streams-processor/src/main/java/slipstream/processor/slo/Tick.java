package slipstream.processor.slo;

import java.util.OptionalLong;

/**
 * What a tick says besides that time has passed.
 *
 * @param prober how the prober of the partition's apps is
 * @param refusedSince since when its gateway has been refusing observations, in epoch milliseconds
 */
public record Tick(Prober prober, OptionalLong refusedSince) {
    /** One that says nothing else. */
    public static final Tick PLAIN = new Tick(Prober.UNSAID, OptionalLong.empty());

    /** How a prober is. */
    public enum Prober {
        UNSAID,
        WORKING,
        OFFLINE
    }
}
