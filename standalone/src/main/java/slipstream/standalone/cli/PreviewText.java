package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What an exclusion would do, as a table: every window now and as it would be. */
final class PreviewText {
    private PreviewText() {}

    static void print(JsonNode preview, PrintWriter out) {
        if (preview.path("series").isEmpty()) {
            out.println("it would change nothing: no series is selected");
        }
        for (JsonNode series : preview.path("series")) {
            out.println(
                    series.path("sli").asText() + "  " + series.path("scope").asText());
            for (int i = 0; i < series.path("now").size(); i++) {
                JsonNode now = series.path("now").get(i);
                out.printf(
                        "  %-8s %s  →  %s%n",
                        now.path("window").asText(),
                        counts(now),
                        counts(series.path("wouldBe").get(i)));
            }
            for (JsonNode verdict : series.path("verdicts")) {
                out.printf(
                        "  %s: %s  →  %s%n",
                        verdict.path("objective").asText(),
                        verdict.path("verdict").asText(),
                        verdict.path("wouldBe").asText());
            }
        }
        out.flush();
    }

    private static String counts(JsonNode window) {
        return "good %d, bad %d, excluded %d"
                .formatted(
                        window.path("good").asLong(),
                        window.path("bad").asLong(),
                        window.path("excluded").asLong());
    }
}
