package slipstream.benchmarks;

/** A way to find out one figure; writes its rows into the report. */
@FunctionalInterface
interface Figure {
    void measure(Report report) throws Exception;
}
