package slipstream.standalone.example;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole truth in one loop: how many distinct requests of a stretch of time were good, and how many bad. */
public final class PlainLoop {
    private final Map<Long, LoggedRequest> distinct = new HashMap<>();

    public PlainLoop(List<LoggedRequest> requests) {
        requests.forEach(request -> distinct.put(request.line(), request));
    }

    /** Counts what lies between two instants, the first inclusive, the second exclusive. */
    public GoodAndBad count(Instant from, Instant to) {
        long good = 0;
        long bad = 0;
        for (LoggedRequest request : distinct.values()) {
            if (!request.time().isBefore(from) && request.time().isBefore(to)) {
                if (request.good()) {
                    good++;
                } else {
                    bad++;
                }
            }
        }
        return new GoodAndBad(good, bad);
    }
}
