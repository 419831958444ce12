package slipstream.processor.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipstream.kit.http.Json;

/**
 * What one instance knows of a list: the apps of some partitions, the oldest of their clocks, and the partitions of which it
 * knows nothing.
 *
 * @param apps the first of them, in any order
 * @param more whether there are others behind the first
 * @param asOf end of the oldest running minute; in the far future when no partition is known
 * @param measuredThrough the oldest clock; in the far future when no partition is known
 * @param missing numbers of the partitions that are missing
 */
record ListPart(List<Row> apps, boolean more, Instant asOf, Instant measuredThrough, Set<Integer> missing) {
    /** One app, as it stands in JSON. */
    record Row(String appKey, Object body) {}

    ListPart {
        apps = List.copyOf(apps);
        missing = Set.copyOf(missing);
    }

    /** Nothing of some partitions. */
    static ListPart without(Set<Integer> partitions) {
        return new ListPart(List.of(), false, Instant.MAX, Instant.MAX, partitions);
    }

    /** What another instance answered. */
    static ListPart of(byte[] answer) {
        try {
            JsonNode body = Json.mapper().readTree(answer);
            List<Row> apps = new ArrayList<>();
            body.get("apps").forEach(app -> apps.add(new Row(app.get("appKey").asText(), app)));
            Set<Integer> missing = new TreeSet<>();
            body.get("missingPartitions").forEach(number -> missing.add(number.asInt()));
            return new ListPart(
                    apps,
                    body.has("next"),
                    Instant.parse(body.get("asOf").asText()),
                    Instant.parse(body.get("measuredThrough").asText()),
                    missing);
        } catch (IOException e) {
            throw new UncheckedIOException("an instance answered with no list", e);
        }
    }

    /** With what is found of the missing partitions, if there are any. */
    ListPart orElse(Function<Set<Integer>, ListPart> found) {
        return missing.isEmpty()
                ? this
                : new ListPart(apps, more, asOf, measuredThrough, Set.of()).and(found.apply(missing));
    }

    /** Both together. */
    ListPart and(ListPart other) {
        List<Row> both = new ArrayList<>(apps);
        both.addAll(other.apps);
        return new ListPart(
                both,
                more || other.more,
                asOf.isBefore(other.asOf) ? asOf : other.asOf,
                measuredThrough.isBefore(other.measuredThrough) ? measuredThrough : other.measuredThrough,
                Stream.concat(missing.stream(), other.missing.stream()).collect(Collectors.toSet()));
    }

    /** Whether not a single partition is known. */
    boolean isNothing() {
        return asOf.equals(Instant.MAX);
    }

    Bodies.Apps body(int limit) {
        List<Row> sorted =
                apps.stream().sorted(Comparator.comparing(Row::appKey)).toList();
        List<Row> first = sorted.subList(0, Math.min(limit, sorted.size()));
        boolean goesOn = first.size() < sorted.size() || more;
        return new Bodies.Apps(
                asOf,
                measuredThrough,
                !missing.isEmpty(),
                missing.stream().sorted().toList(),
                first.stream().map(Row::body).toList(),
                goesOn && !first.isEmpty() ? first.get(first.size() - 1).appKey() : null);
    }
}
