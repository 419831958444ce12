package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.List;

/** What was found in one document so far. */
final class Findings {
    /** More is no help to anybody. */
    private static final int MAX = 100;

    private final List<Finding> all = new ArrayList<>();

    void add(Finding finding) {
        if (all.size() < MAX) {
            all.add(finding);
        }
    }

    void error(Position at, String path, String sentence) {
        add(Finding.error(at, path, sentence));
    }

    void note(Position at, String path, String sentence) {
        add(Finding.note(at, path, sentence));
    }

    boolean hasErrors() {
        return all.stream().anyMatch(Finding::isError);
    }

    /** In the order of the text. */
    List<Finding> inOrder() {
        return all.stream().sorted(Finding.BY_PLACE).toList();
    }
}
