package slipstream.gateway.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * One document's share of a text: the lines from one {@code ---} to the next. YAML lets nothing else begin a line like that, not
 * even inside a quoted or block scalar, so that the parts are found without parsing.
 *
 * @param firstLine number of its first line in the text, from 1
 * @param text its lines
 */
record Part(int firstLine, String text) {
    private static final String MARKER = "---";

    static List<Part> of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        int first = 1;
        int number = 0;
        for (String line : text.split("\\r\\n|\\r|\\n", -1)) {
            number++;
            if (isMarker(line)) {
                add(parts, first, lines.toString());
                lines.setLength(0);
                first = number;
            }
            lines.append(line).append('\n');
        }
        add(parts, first, lines.toString());
        return parts;
    }

    private static boolean isMarker(String line) {
        return line.startsWith(MARKER)
                && (line.length() == MARKER.length() || " \t".indexOf(line.charAt(MARKER.length())) >= 0);
    }

    /** Comments and directives alone are no document. */
    private static void add(List<Part> parts, int firstLine, String text) {
        boolean empty = text.lines()
                .allMatch(line -> line.isBlank()
                        || line.startsWith("#")
                        || line.startsWith("%")
                        || line.equals(MARKER)
                        || line.equals("..."));
        if (!empty) {
            parts.add(new Part(firstLine, text));
        }
    }

    /** The document itself, without the line that parts it from the one before. */
    String document() {
        String bare = text.startsWith(MARKER + "\n") ? text.substring(MARKER.length() + 1) : text;
        return bare.strip() + "\n";
    }
}
