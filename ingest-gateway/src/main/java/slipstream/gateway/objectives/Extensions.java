package slipstream.gateway.objectives;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Our annotations: what OpenSLO has no field for. Annotations of others are none of our business. */
final class Extensions {
    static final String PREFIX = "slipstream/";
    static final String APP = PREFIX + "app";
    static final String CONDITION = PREFIX + "condition";
    static final String MINIMUM_TOTAL = PREFIX + "minimum-total";
    static final String MINIMUM_BAD = PREFIX + "minimum-bad";
    static final String ALPHA = PREFIX + "alpha";
    static final String CLOSING_MINUTES = PREFIX + "closing-minutes";
    static final String EVALUATION = PREFIX + "evaluation";

    private static final List<String> KNOWN =
            List.of(APP, CONDITION, MINIMUM_TOTAL, MINIMUM_BAD, ALPHA, CLOSING_MINUTES, EVALUATION);
    private static final long MAX_EVENTS = 1_000_000_000L;
    private static final int MAX_CLOSING_MINUTES = 1_440;
    private static final int PPM_DIGITS = 6;
    private static final long MILLION = 1_000_000;

    private final Map<String, Word> ours = new LinkedHashMap<>();

    private Extensions() {}

    /** Those of a document; an unknown one of ours is a fault. */
    static Extensions of(Optional<Block> annotations) {
        Extensions extensions = new Extensions();
        annotations.map(Block::texts).orElse(Map.of()).forEach((name, word) -> {
            if (KNOWN.contains(name)) {
                extensions.ours.put(name, word);
            } else if (name.startsWith(PREFIX)) {
                word.fault("is not known here" + Sentences.suggestion(name, KNOWN));
            }
        });
        return extensions;
    }

    Optional<Word> word(String name) {
        return Optional.ofNullable(ours.get(name));
    }

    /** Refuses annotations that would have no effect. */
    void refuse(String why, String... names) {
        for (String name : names) {
            word(name).ifPresent(word -> word.fault("has no effect: " + why + "; leave it out"));
        }
    }

    Gate gate() {
        long total = count(MINIMUM_TOTAL);
        long bad = count(MINIMUM_BAD);
        OptionalLong alpha = OptionalLong.empty();
        if (ours.containsKey(ALPHA)) {
            alpha = Amounts.scaled(ours.get(ALPHA), PPM_DIGITS, "0.001");
            if (alpha.isPresent() && (alpha.getAsLong() <= 0 || alpha.getAsLong() > MILLION / 2)) {
                ours.get(ALPHA).fault("must lie above 0 and at most at 0.5: write a probability such as 0.001");
            }
        }
        return new Gate(total, bad, alpha);
    }

    private long count(String name) {
        return word(name)
                .map(word -> Amounts.whole(word, 1, MAX_EVENTS).orElse(0))
                .orElse(0L);
    }

    int closingMinutes() {
        return word(CLOSING_MINUTES)
                .map(word -> (int) Amounts.whole(word, 1, MAX_CLOSING_MINUTES).orElse(1))
                .orElse(1);
    }

    boolean atEveryEvent() {
        return word(EVALUATION)
                .flatMap(word -> switch (word.text()) {
                    case "EVENT" -> Optional.of(true);
                    case "MINUTE" -> Optional.of(false);
                    default -> word.fault("is " + word.quoted() + ": write MINUTE or EVENT");
                })
                .orElse(false);
    }
}
