package slipstream.processor.query;

import io.undertow.server.HttpServerExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Reading;
import slipstream.processor.slo.VerdictKind;

/**
 * Which apps of a list are asked for. Apps come in the order of their keys; an app without any series that is asked for is left
 * out, unless all series are.
 *
 * @param after the keys of all apps come after this one
 * @param limit most apps of one answer
 * @param sli indicator of the series; empty for all
 * @param verdict what one of the standing verdicts of the series says; empty for any
 */
record ListQuestion(String after, int limit, Optional<String> sli, Optional<VerdictKind> verdict) {
    static final int MOST_APPS = 500;

    private static final int APPS_BY_DEFAULT = 100;

    static ListQuestion of(HttpServerExchange exchange) {
        return new ListQuestion(
                Optional.ofNullable(AppQueries.query(exchange, "after")).orElse(""),
                limit(AppQueries.query(exchange, "limit")),
                Optional.ofNullable(AppQueries.query(exchange, "sli")),
                Optional.ofNullable(AppQueries.query(exchange, "verdict")).map(ListQuestion::verdict));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return APPS_BY_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_APPS) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, like any other number that cannot be used.
        }
        throw new AsOf.Unanswerable(AsOf.fault("limit", "out-of-range", "limit is a number from 1 to " + MOST_APPS));
    }

    private static VerdictKind verdict(String text) {
        return Arrays.stream(VerdictKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new AsOf.Unanswerable(AsOf.fault(
                        "verdict", "unknown-verdict", "verdict is one of " + List.of(VerdictKind.values()))));
    }

    private boolean isFiltered() {
        return sli.isPresent() || verdict.isPresent();
    }

    /** Whether a series is asked for. */
    boolean asksFor(Reading reading) {
        return sli.map(reading.sli()::equals).orElse(true)
                && verdict.map(kind -> reading.verdicts().stream().anyMatch(each -> each.kind() == kind))
                        .orElse(true);
    }

    /** Whether an app of which there are so many series belongs into the list. */
    boolean lists(int series) {
        return series > 0 || !isFiltered();
    }

    /** The apps of one partition that can be in the answer, given all of them in their order. */
    List<String> candidates(List<String> apps) {
        return isFiltered() || apps.size() <= limit ? apps : apps.subList(0, limit + 1);
    }
}
