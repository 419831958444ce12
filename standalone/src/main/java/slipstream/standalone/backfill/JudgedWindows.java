package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import slipstream.processor.slo.Objective;

/**
 * How far back verdicts look.
 *
 * @param longest by indicator, the longest window that an objective of any app looks at
 */
public record JudgedWindows(Map<String, Duration> longest) {
    private static final Pattern LENGTH = Pattern.compile("\\b([0-9]{1,9})(m|h|d)\\b");

    public JudgedWindows {
        longest = Map.copyOf(longest);
    }

    /** Of objectives that are built in. */
    public static JudgedWindows of(Collection<Objective> objectives) {
        Map<String, Duration> longest = new HashMap<>();
        for (Objective each : objectives) {
            each.series()
                    .sli()
                    .ifPresent(sli -> longest.merge(sli, each.window().length(), JudgedWindows::longer));
        }
        return new JudgedWindows(longest);
    }

    /** Of the objectives in force, as the gateway lists them: burn rates look at their pairs, the others at their window. */
    public static JudgedWindows of(JsonNode list) {
        Map<String, Duration> longest = new HashMap<>();
        for (JsonNode each : list.path("objectives")) {
            JsonNode fields = each.path("fields");
            if (fields.hasNonNull("sli") && !each.path("removed").asBoolean()) {
                String looksAt = fields.path(fields.has("burnRates") ? "burnRates" : "window")
                        .asText();
                longest.merge(fields.path("sli").asText(), longestIn(looksAt), JudgedWindows::longer);
            }
        }
        return new JudgedWindows(longest);
    }

    private static Duration longestIn(String text) {
        Duration longest = Duration.ZERO;
        Matcher length = LENGTH.matcher(text);
        while (length.find()) {
            long amount = Long.parseLong(length.group(1));
            longest = longer(
                    longest,
                    switch (length.group(2)) {
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        }
        return longest;
    }

    /** How far back the verdicts on an indicator look. */
    Duration of(String sli) {
        return longest.getOrDefault(sli, Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
