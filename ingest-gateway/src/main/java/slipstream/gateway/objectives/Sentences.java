package slipstream.gateway.objectives;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How findings are worded: foreign text in quotes and harmless, choices listed, the word that was probably meant. */
final class Sentences {
    private static final int MAX_QUOTED = 60;

    private Sentences() {}

    /** Foreign text as it may be shown on a terminal. */
    static String quoted(String text) {
        String shown = text.codePoints()
                .limit(MAX_QUOTED)
                .mapToObj(each -> Character.isISOControl(each) || Character.getType(each) == Character.FORMAT
                        ? "?"
                        : Character.toString(each))
                .collect(Collectors.joining());
        return "\"" + shown + (text.codePointCount(0, text.length()) > MAX_QUOTED ? "…" : "") + "\"";
    }

    /** {@code a, b or c}. */
    static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** {@code ; did you mean x?} when one of the words is near, otherwise what else there is. */
    static String suggestion(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean " + near + "?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "; known here: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** The known word that differs in the fewest letters, if these are few. */
    static Optional<String> nearest(String word, Collection<String> known) {
        int allowed = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .filter(each -> Math.abs(each.length() - word.length()) <= allowed)
                .filter(each -> distance(word, each) <= allowed)
                .min(Comparator.<String>comparingInt(each -> distance(word, each))
                        .thenComparing(each -> each));
    }

    /** Levenshtein's, without regard to case. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                row[j] = Math.min(above[j - 1] + (same ? 0 : 1), 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
