package slipstream.benchmarks;

import java.time.Duration;

/** A month in which every series had an event in every five minutes, up to where a stream begins. */
record Month(Workload workload) {
    private static final Duration LENGTH = Duration.ofDays(31);
    private static final Duration CELL = Duration.ofMinutes(5);

    void fill(Core core) {
        long start = EventStream.START.toEpochMilli();
        for (long at = start - LENGTH.toMillis(); at < start; at += CELL.toMillis()) {
            for (int app = 0; app < workload.apps(); app++) {
                for (var sli : EventStream.SLIS) {
                    core.count(EventStream.appKey(app), sli, EventStream.scope(app, sli), at + "/" + sli, at);
                }
            }
            for (long minute = 1; minute < CELL.toMinutes(); minute++) {
                core.tick(at + Duration.ofMinutes(minute).toMillis());
            }
            core.commit();
        }
    }
}
