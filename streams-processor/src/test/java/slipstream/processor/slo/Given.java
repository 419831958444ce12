package slipstream.processor.slo;

import java.util.Map;

/** Windows that hold what a test gives them; the same in all that are not named. */
record Given(Counts otherwise, Map<Window, Counts> counts, Latencies latencies, boolean silentBefore)
        implements Windows {
    Given(Counts everywhere) {
        this(everywhere, Map.of(), new Latencies(), true);
    }

    @Override
    public Counted counted(Window window) {
        return new Counted(0, window.minutes(), counts.getOrDefault(window, otherwise), 0, Basis.GENERIC);
    }

    @Override
    public boolean isSilentBefore(Window window) {
        return silentBefore;
    }

    @Override
    public Latencies latencies(Window window) {
        return latencies;
    }
}
