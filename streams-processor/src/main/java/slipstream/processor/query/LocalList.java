package slipstream.processor.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Reading;

/** What this instance can say of a list by itself. */
final class LocalList {
    private final Readers readers;
    private final Delay delay;

    LocalList(Readers readers, Delay delay) {
        this.delay = delay;
        this.readers = readers;
    }

    /** The apps in the order of their keys, by their partitions. */
    Map<Integer, List<String>> byPartition(Set<String> apps) {
        return apps.stream()
                .sorted()
                .collect(Collectors.groupingBy(readers::partitionOf, TreeMap::new, Collectors.toList()));
    }

    /** What this instance counts. */
    ListPart counted(Map<Integer, List<String>> apps, ListQuestion question) {
        return part(apps, question, false);
    }

    /** What it counts, or has a copy of. */
    ListPart known(Map<Integer, List<String>> apps, ListQuestion question) {
        return part(apps, question, true);
    }

    private ListPart part(Map<Integer, List<String>> apps, ListQuestion question, boolean copies) {
        ListPart all = ListPart.without(Set.of());
        for (Map.Entry<Integer, List<String>> asked : apps.entrySet()) {
            int partition = asked.getKey();
            List<String> candidates = question.candidates(asked.getValue());
            Optional<ListPart> found = readers.here(partition).map(here -> of(here, candidates, question));
            if (found.isEmpty() && copies) {
                found = readers.copy(partition, Set.copyOf(candidates), copy -> of(copy, candidates, question));
            }
            all = all.and(found.filter(part -> !part.isNothing()).orElse(ListPart.without(Set.of(partition))));
        }
        return all;
    }

    private ListPart of(Partition partition, List<String> candidates, ListQuestion question) {
        long clock = partition.measuredThrough();
        if (clock == Long.MIN_VALUE) {
            return ListPart.without(Set.of());
        }
        long end = AsOf.running(clock);
        Instant through = Instant.ofEpochMilli(clock);
        List<ListPart.Row> rows = new ArrayList<>();
        for (String app : candidates) {
            List<Reading> series =
                    partition.read(app, end).stream().filter(question::asksFor).toList();
            if (question.lists(series.size())) {
                if (rows.size() == question.limit()) {
                    return new ListPart(rows, true, Bodies.atMinute(end), through, Set.of());
                }
                rows.add(new ListPart.Row(app, body(app, end, through, series)));
            }
        }
        return new ListPart(rows, false, Bodies.atMinute(end), through, Set.of());
    }

    private Bodies.OfApp body(String app, long end, Instant through, List<Reading> series) {
        return new Bodies.OfApp(
                app,
                Bodies.atMinute(end),
                through,
                series.stream()
                        .map(reading -> Bodies.OfSeries.of(reading, delay.isLong(through.toEpochMilli())))
                        .toList());
    }
}
