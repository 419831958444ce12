package slipstream.standalone.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One window, counted twice.
 *
 * @param asOf for which instant it was asked
 * @param window its length
 * @param from its start, inclusive
 * @param to its end, exclusive
 * @param slipstream what Slipstream counted
 * @param loop what the plain loop counted
 */
public record Compared(Instant asOf, String window, Instant from, Instant to, GoodAndBad slipstream, GoodAndBad loop) {
    /** All windows of an answer of {@code GET …/slis}. */
    public static List<Compared> windows(JsonNode slis, PlainLoop loop) {
        List<Compared> compared = new ArrayList<>();
        for (JsonNode series : slis.path("series")) {
            for (JsonNode window : series.path("windows")) {
                Instant from = Instant.parse(window.path("from").asText());
                Instant to = Instant.parse(window.path("to").asText());
                compared.add(new Compared(
                        Instant.parse(slis.path("asOf").asText()),
                        window.path("window").asText(),
                        from,
                        to,
                        new GoodAndBad(
                                window.path("good").asLong(), window.path("bad").asLong()),
                        loop.count(from, to)));
            }
        }
        return compared;
    }

    /** Whether both counts are the same, integer for integer. */
    public boolean equal() {
        return slipstream.equals(loop);
    }

    String line() {
        return "%-22s %-8s %-22s %14s %14s %s"
                .formatted(
                        asOf,
                        window,
                        from,
                        slipstream.good() + "/" + slipstream.bad(),
                        loop.good() + "/" + loop.bad(),
                        equal() ? "" : "DIFFERENT");
    }
}
