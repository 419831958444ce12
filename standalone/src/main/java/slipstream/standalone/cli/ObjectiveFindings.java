package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import slipstream.gateway.objectives.Finding;

/** Prints what was found in files, as compilers do: place, sentence, and the line itself with a mark under the place. */
final class ObjectiveFindings {
    private final ObjectiveFiles files;
    private final PrintWriter out;
    private int errors;

    ObjectiveFindings(ObjectiveFiles files, PrintWriter out) {
        this.files = files;
        this.out = out;
    }

    void print(Finding finding) {
        print(finding.isError(), finding.at().line(), finding.at().column(), finding.words());
    }

    /** One that the gateway answered. */
    void print(JsonNode finding) {
        String path = finding.path("path").asText();
        String message = finding.path("message").asText();
        print(
                finding.path("severity").asText().equals("error"),
                finding.path("line").asInt(),
                finding.path("column").asInt(),
                path.isEmpty() ? message : path + ": " + message);
    }

    private void print(boolean isError, int line, int column, String words) {
        errors += isError ? 1 : 0;
        ObjectiveFiles.Place place = files.at(line);
        String kind = isError ? Colours.RED.of("error:") : Colours.YELLOW.of("note:");
        out.println(place.file() + ":" + place.line() + ":" + column + ": " + kind + " " + words);
        String number = "%5d | ".formatted(place.line());
        out.println(Colours.FAINT.of(number) + shown(place.text()));
        out.println(" ".repeat(number.length() - 2)
                + Colours.FAINT.of("| ")
                + underline(place.text(), column)
                + Colours.RED.of("^"));
    }

    /** What a terminal can do no harm with. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\t]]", "?");
    }

    /** As wide as the text before a column, tabs included. */
    private static String underline(String text, int column) {
        StringBuilder blanks = new StringBuilder();
        text.codePoints().limit(column - 1L).forEach(each -> blanks.append(each == '\t' ? '\t' : ' '));
        return blanks.toString();
    }

    int errors() {
        return errors;
    }
}
