package slipstream.gateway.objectives;

import java.util.Comparator;

/**
 * Something to say about a place in a text.
 *
 * @param severity whether it keeps the document from being applied
 * @param at where
 * @param path the field it is about, such as {@code spec.objectives[0].target}; empty for the whole document
 * @param sentence what is wrong and what to write instead
 */
public record Finding(Severity severity, Position at, String path, String sentence) {
    /** How much it matters. */
    public enum Severity {
        /** The document cannot be applied. */
        ERROR,
        /** Something that was written has no effect here. */
        NOTE
    }

    static final Comparator<Finding> BY_PLACE = Comparator.<Finding>comparingInt(
                    each -> each.at().line())
            .thenComparingInt(each -> each.at().column());

    /** An error. */
    public static Finding error(Position at, String path, String sentence) {
        return new Finding(Severity.ERROR, at, path, sentence);
    }

    /** A note. */
    public static Finding note(Position at, String path, String sentence) {
        return new Finding(Severity.NOTE, at, path, sentence);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The finding in one line, without its place. */
    public String words() {
        return path.isEmpty() ? sentence : path + ": " + sentence;
    }
}
