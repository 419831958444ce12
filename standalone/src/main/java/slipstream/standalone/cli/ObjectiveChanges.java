package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what happens to objectives: {@code +} new, {@code ~} changed, {@code -} removed, {@code =} as it was, {@code !} not as asked. */
final class ObjectiveChanges {
    private record Shape(String sign, Colours colour, String planned, String done) {}

    private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

    static {
        SHAPES.put("create", new Shape("+", Colours.GREEN, "to create", "created"));
        SHAPES.put("change", new Shape("~", Colours.YELLOW, "to change", "changed"));
        SHAPES.put("remove", new Shape("-", Colours.RED, "to remove", "removed"));
        SHAPES.put("unchanged", new Shape("=", Colours.FAINT, "unchanged", "unchanged"));
        SHAPES.put("break", new Shape("!", Colours.RED, "to keep as broken", "kept as broken"));
        SHAPES.put(
                "keep",
                new Shape("!", Colours.RED, "broken: what is in force stays", "broken: what is in force stays"));
        SHAPES.put("refuse", new Shape("!", Colours.RED, "refused", "refused"));
    }

    private final PrintWriter out;
    private final boolean done;

    ObjectiveChanges(PrintWriter out, boolean done) {
        this.out = out;
        this.done = done;
    }

    /** Every change, and how many there are of each kind. */
    void print(JsonNode changes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        SHAPES.keySet().forEach(kind -> counts.put(kind, 0));
        for (JsonNode change : changes) {
            counts.merge(change.path("change").asText(), 1, Integer::sum);
            one(change);
        }
        List<String> summary = counts.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getValue() + " " + words(shape(each.getKey())))
                .toList();
        out.println(summary.isEmpty() ? "nothing to do" : String.join(", ", summary));
    }

    private void one(JsonNode change) {
        Shape shape = shape(change.path("change").asText());
        String name = change.path("appKey").asText() + "/" + change.path("id").asText();
        boolean silent = change.path("reason").asText().isEmpty();
        out.println(shape.colour.of(shape.sign + " " + name) + (silent ? "" : "  " + words(shape)));
        if (shape.sign.equals("+") || shape.sign.equals("~")) {
            change.path("fields").forEach(field -> out.println("    " + line(field)));
        }
        if (change.path("change").asText().equals("refuse")) {
            out.println("    " + change.path("reason").asText());
        }
    }

    private String words(Shape shape) {
        return done ? shape.done : shape.planned;
    }

    private static Shape shape(String kind) {
        return SHAPES.getOrDefault(kind, new Shape("?", Colours.RED, kind, kind));
    }

    private static String line(JsonNode field) {
        String values = List.of("from", "to").stream()
                .map(side -> field.path(side).asText("none"))
                .collect(Collectors.joining(" → "));
        String name = "%-15s".formatted(field.path("field").asText());
        return name + (field.has("from") ? values : field.path("to").asText());
    }
}
