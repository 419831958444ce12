package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints one objective in one line; a broken one with its reasons below. */
final class ObjectiveLine {
    private ObjectiveLine() {}

    static void print(JsonNode objective, PrintWriter out) {
        String name =
                objective.path("appKey").asText() + "/" + objective.path("id").asText();
        String author = objective.path("builtIn").asBoolean()
                ? "built in"
                : "revision " + objective.path("revision").asInt() + " by "
                        + objective.path("author").asText();
        if (objective.has("broken")) {
            out.println(Colours.RED.of("! " + name) + "  broken  " + Colours.FAINT.of(author));
            objective.path("broken").asText().lines().forEach(line -> out.println("    " + line));
            return;
        }
        List<String> fields = new ArrayList<>();
        objective
                .path("fields")
                .properties()
                .forEach(field ->
                        fields.add(field.getKey() + " " + field.getValue().asText()));
        out.println("  " + name + "  " + String.join(", ", fields) + "  " + Colours.FAINT.of(author));
    }
}
