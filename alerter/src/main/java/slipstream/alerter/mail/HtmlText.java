package slipstream.alerter.mail;

/** Foreign text made harmless for where it goes. */
final class HtmlText {
    private static final int LONGEST_LINE = 200;

    private HtmlText() {}

    /** One line without control characters, cut to a length that a header field and a reader can bear. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().limit(LONGEST_LINE).forEach(c -> line.appendCodePoint(isLayout(c) ? ' ' : c));
        boolean cut = text.codePointCount(0, text.length()) > LONGEST_LINE;
        return cut ? line.toString().strip() + "…" : line.toString().strip();
    }

    /** The same line, as HTML shows it. */
    static String escaped(String text) {
        return line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Characters that break lines, turn the direction of writing or cannot be seen. */
    private static boolean isLayout(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
