package slipstream.standalone.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import slipstream.processor.CountingApplication;
import slipstream.processor.slo.Counted;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Reading;
import slipstream.standalone.client.SlipstreamClient;

/**
 * Whether a replayed state holds what the live one does: every window of every series of every registered app at the same minute,
 * that of the live application as it answers over REST.
 */
final class StateComparison {
    /** Late events can come between the two readings of an app; then they are read again. */
    private static final int READINGS = 3;

    private static final long MINUTE_SECONDS = 60;

    private final CountingApplication replayed;
    private final SlipstreamClient live;

    StateComparison(CountingApplication replayed, SlipstreamClient live) {
        this.replayed = replayed;
        this.live = live;
    }

    /**
     * What was compared.
     *
     * @param at the minute
     * @param apps how many apps
     * @param windows how many windows of all their series
     * @param differences one line each
     */
    record Result(Instant at, int apps, int windows, List<String> differences) {}

    Result compare(Instant at) {
        List<String> differences = new ArrayList<>();
        int windows = 0;
        List<String> apps = live.appKeys();
        for (String appKey : apps) {
            Map<String, String> ours = Map.of();
            Map<String, String> theirs = Map.of();
            for (int reading = 0; reading == 0 || (reading < READINGS && !ours.equals(theirs)); reading++) {
                ours = replayed(appKey, at);
                theirs = live(appKey, at);
            }
            windows += theirs.size();
            TreeSet<String> names = new TreeSet<>(ours.keySet());
            names.addAll(theirs.keySet());
            for (String name : names) {
                String one = theirs.getOrDefault(name, "nothing");
                String other = ours.getOrDefault(name, "nothing");
                if (!one.equals(other)) {
                    differences.add(appKey + " " + name + ": live " + one + ", replayed " + other);
                }
            }
        }
        return new Result(at, apps.size(), windows, differences);
    }

    /** The newest minute that both have completed and still answer for. */
    static Instant minuteBefore(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(2));
    }

    private Map<String, String> replayed(String appKey, Instant at) {
        Map<String, String> windows = new TreeMap<>();
        for (int i = 0; i < replayed.partitions(); i++) {
            for (Partition partition :
                    replayed.counting().partitions().find(i).stream().toList()) {
                for (Reading reading : partition.read(appKey, at.getEpochSecond() / MINUTE_SECONDS)) {
                    for (Reading.InWindow window : reading.windows()) {
                        Counted counted = window.counted();
                        windows.put(
                                name(
                                        reading.sli(),
                                        reading.scope(),
                                        window.window().length()),
                                text(counted.counts().good(), counted.counts().bad(), counted.excluded()));
                    }
                }
            }
        }
        return windows;
    }

    private Map<String, String> live(String appKey, Instant at) {
        Map<String, String> windows = new TreeMap<>();
        for (JsonNode series : live.slis(appKey, at).path("series")) {
            for (JsonNode window : series.path("windows")) {
                windows.put(
                        name(
                                series.path("sli").asText(),
                                series.path("scope").asText(),
                                Duration.parse(window.path("window").asText())),
                        text(
                                window.path("good").asLong(),
                                window.path("bad").asLong(),
                                window.path("excluded").asLong()));
            }
        }
        return windows;
    }

    private static String name(String sli, String scope, Duration window) {
        return sli + " " + scope + " "
                + (window.toMinutes() % 1_440 == 0 ? window.toDays() + " d" : window.toMinutes() + " min");
    }

    private static String text(long good, long bad, long excluded) {
        return good + " good " + bad + " bad" + (excluded == 0 ? "" : " " + excluded + " excluded");
    }
}
