package slipstream.alerter.incident.notice;

/**
 * A JSON object being written, field by field in the order of the calls. Its text can stand inside an HTML script element
 * as it is: no character in it ends the element or a line of a script.
 */
final class JsonObjectText {
    private final StringBuilder text = new StringBuilder("{");

    JsonObjectText field(String name, String value) {
        return raw(name, quoted(value));
    }

    JsonObjectText field(String name, Number value) {
        return raw(name, value instanceof java.math.BigDecimal decimal ? decimal.toPlainString() : value.toString());
    }

    JsonObjectText field(String name, JsonObjectText value) {
        return raw(name, value.toString());
    }

    private JsonObjectText raw(String name, String value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(value);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '<' || c == '>' || c == '&' || isUnseen(c) || isAlone(value, i)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Ends a line, in JavaScript too, or turns the direction of writing. */
    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Half of a pair of surrogates without the other half cannot be encoded. */
    private static boolean isAlone(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
