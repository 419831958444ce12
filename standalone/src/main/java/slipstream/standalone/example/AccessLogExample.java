package slipstream.standalone.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import slipstream.standalone.client.Reported;
import slipstream.standalone.client.SlipstreamClient;

/** Loads an access log through the gateway and compares what the processor counted with a plain loop over the log. */
public final class AccessLogExample {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration CELL = Duration.ofMinutes(5);
    private static final Duration LONGER_THAN_ANY_LOG = Duration.ofDays(30);
    private static final List<Duration> AGES = List.of(
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(90),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(36),
            Duration.ofHours(48),
            Duration.ofHours(70));

    private final SlipstreamClient slipstream;
    private final PrintWriter out;
    private String appKey = "com.semicomplete.www";

    public AccessLogExample(SlipstreamClient slipstream, PrintWriter out) {
        this.slipstream = slipstream;
        this.out = out;
    }

    /** Whether every window at every instant has the counts of the plain loop. */
    public boolean run(AccessLog log, InstantSource clock) throws InterruptedException {
        register();
        if (largestWindow() > 0) {
            // Loaded before, and shifted by less: the same requests at other times would count beside those.
            appKey += "." + clock.instant().getEpochSecond();
            register();
        }
        out.println("app " + appKey);
        long before = System.nanoTime();
        Reported reported = slipstream.report(log.requests().stream()
                .map(request -> request.asDelivery(appKey))
                .toList());
        out.printf(
                "%d events accepted, %d refused, in %.1f s%n",
                reported.accepted(), reported.refused(), (System.nanoTime() - before) / 1e9);
        PlainLoop loop = new PlainLoop(log.requests());
        awaitCounted(log.requests().size());
        List<Compared> compared = new ArrayList<>();
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        for (Duration age : AGES) {
            compared.addAll(Compared.windows(slipstream.slis(appKey, minute.minus(age)), loop));
        }
        boolean windowsEqual = print(compared);
        return historyEqual(minute, loop) && windowsEqual;
    }

    private boolean historyEqual(Instant minute, PlainLoop loop) {
        JsonNode history = slipstream.history(
                appKey, "webhook-delivery", "jira", minute.minus(LONGER_THAN_ANY_LOG), minute, CELL.toString());
        int cells = 0;
        int wrong = 0;
        long counts = 0;
        for (JsonNode cell : history.path("cells")) {
            Instant from = Instant.parse(cell.path("from").asText());
            GoodAndBad counted =
                    new GoodAndBad(cell.path("good").asLong(), cell.path("bad").asLong());
            cells++;
            counts += counted.valid();
            if (!counted.equals(loop.count(from, from.plus(CELL)))) {
                wrong++;
            }
        }
        boolean whole = counts == loop.count(Instant.MIN, Instant.MAX).valid();
        out.println(
                wrong == 0 && whole
                        ? "all " + cells + " five-minute cells of the history are equal"
                        : wrong + " of " + cells + " five-minute cells of the history DIFFER, and they hold " + counts
                                + " events");
        out.flush();
        return wrong == 0 && whole;
    }

    private void register() {
        slipstream.putApp(
                appKey, Map.of("name", "semicomplete.com", "partnerName", "Access log", "products", List.of("jira")));
    }

    private void awaitCounted(long expected) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (largestWindow() < expected && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private long largestWindow() {
        long largest = 0;
        for (JsonNode series : slipstream.slis(appKey).path("series")) {
            for (JsonNode window : series.path("windows")) {
                largest = Math.max(
                        largest,
                        window.path("good").asLong() + window.path("bad").asLong());
            }
        }
        return largest;
    }

    private boolean print(List<Compared> compared) {
        out.printf("%-22s %-8s %-22s %14s %14s%n", "as of", "window", "from", "good/bad", "plain loop");
        compared.forEach(row -> out.println(row.line()));
        long wrong = compared.stream().filter(row -> !row.equal()).count();
        out.println(
                wrong == 0
                        ? "all " + compared.size() + " windows are equal"
                        : wrong + " of " + compared.size() + " windows DIFFER");
        out.flush();
        return wrong == 0 && !compared.isEmpty();
    }
}
