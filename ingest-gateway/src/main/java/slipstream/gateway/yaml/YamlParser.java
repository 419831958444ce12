package slipstream.gateway.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import slipstream.gateway.objectives.Document;
import slipstream.gateway.objectives.Finding;
import slipstream.gateway.objectives.Parser;
import slipstream.gateway.objectives.Position;

/**
 * Takes YAML apart with SnakeYAML, as far as its nodes: no object is ever made of what somebody wrote. The documents of a text
 * are parsed one by one, so that one which is no YAML does not hide those after it.
 */
public final class YamlParser implements Parser {
    private static final int MAX_CODE_POINTS = 1024 * 1024;
    private static final int MAX_DOCUMENTS = 500;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_ALIASES = 50;

    @Override
    public Parsed parse(String text) {
        List<Document> documents = new ArrayList<>();
        List<Finding> faults = new ArrayList<>();
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            faults.add(Finding.error(
                    new Position(1, 1), "", "the text is longer than " + MAX_CODE_POINTS + " characters"));
            return new Parsed(documents, faults);
        }
        for (Part part : Part.of(text)) {
            if (documents.size() >= MAX_DOCUMENTS) {
                faults.add(Finding.error(
                        new Position(part.firstLine(), 1),
                        "",
                        "more than " + MAX_DOCUMENTS + " documents: write several files"));
                break;
            }
            parse(part, documents, faults);
        }
        return new Parsed(documents, faults);
    }

    private static void parse(Part part, List<Document> documents, List<Finding> faults) {
        Trees trees = new Trees(part.firstLine());
        try {
            for (Node root : yaml().composeAll(new StringReader(part.text()))) {
                trees.of(root).ifPresent(tree -> documents.add(new Document(tree, part.document())));
            }
        } catch (MarkedYAMLException e) {
            faults.add(Finding.error(place(e, part.firstLine()), "", "this is no YAML: " + words(e, part.firstLine())));
        } catch (YAMLException e) {
            faults.add(Finding.error(
                    new Position(part.firstLine(), 1),
                    "",
                    "this is no YAML: " + firstLine(String.valueOf(e.getMessage()))));
        }
        faults.addAll(trees.faults());
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setProcessComments(false);
        return new Yaml(options);
    }

    private static Position place(MarkedYAMLException e, int firstLine) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null
                ? new Position(firstLine, 1)
                : new Position(firstLine + mark.getLine(), mark.getColumn() + 1);
    }

    private static String words(MarkedYAMLException e, int firstLine) {
        Mark begun = e.getContextMark();
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        String where =
                begun == null || e.getContext() == null ? "" : " (begun in line " + (firstLine + begun.getLine()) + ")";
        return firstLine(context + e.getProblem()) + where;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("cannot be read");
    }
}
