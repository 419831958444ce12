package slipstream.standalone.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import slipstream.kit.settings.DurationText;

/** The options that say what does not count, and when. */
final class WantedExclusion {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description =
                    "start, on a five-minute boundary: 2026-03-01T01:00:00Z, or 2026-03-01T02:00 with --time-zone")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "end, exclusive; or --for")
    private @Nullable String to;

    @Option(names = "--for", paramLabel = "DURATION", description = "length, such as 30m or 2h; or --to")
    private @Nullable String length;

    @Option(names = "--sli", description = "only this indicator, such as webhook-delivery")
    private @Nullable String sli;

    @Option(names = "--product", description = "only this product: jira or confluence")
    private @Nullable String product;

    @Option(names = "--base-url", description = "only this base URL")
    private @Nullable String baseUrl;

    @Option(
            names = "--recurrence",
            paramLabel = "RRULE",
            description = "again and again, such as FREQ=WEEKLY;BYDAY=SU; --from and --to are the first time")
    private @Nullable String recurrence;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "on whose clock, such as Europe/Berlin")
    private @Nullable String timeZone;

    /** The fields that a request has. */
    Map<String, Object> fields() {
        Instant start = instant("--from", from);
        if ((to == null) == (length == null)) {
            throw new Refusal("say either --to or --for");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", start.toString());
        fields.put("to", (to != null ? instant("--to", to) : start.plus(duration())).toString());
        put(fields, "sli", sli);
        put(fields, "product", product);
        put(fields, "baseUrl", baseUrl);
        put(fields, "recurrence", recurrence);
        put(fields, "timeZone", recurrence == null ? null : timeZone);
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private Duration duration() {
        try {
            return DurationText.parse(String.valueOf(length));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new Refusal("--for: \"" + length + "\" is no duration such as 30m, 2h or PT2H");
        }
    }

    private Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noOffset) {
            return local(option, text);
        }
    }

    private Instant local(String option, String text) {
        try {
            if (timeZone != null) {
                return LocalDateTime.parse(text).atZone(ZoneId.of(timeZone)).toInstant();
            }
        } catch (DateTimeException e) {
            throw new Refusal(option + ": \"" + text + "\" is no time in " + timeZone + ": " + e.getMessage());
        }
        throw new Refusal(option + ": \"" + text
                + "\" is no RFC 3339 time such as 2026-03-01T01:00:00Z; a local time needs --time-zone");
    }
}
