package slipstream.standalone.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What two runs over the same events differ in. Incidents of one series and objective that overlap in time are the same incident.
 *
 * @param lines every incident of either, by app, series, objective and time
 */
record IncidentDiff(List<Line> lines) {
    /** What became of an incident. */
    enum Kind {
        ADDED("+"),
        GONE("-"),
        SAME("=");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /**
     * One incident.
     *
     * @param incident as it is in the new run, or in the old one when it is gone
     * @param before as it was in the old run, where that differs
     */
    record Line(Kind kind, Past incident, Optional<Past> before) {}

    private static final Comparator<Line> ORDER = Comparator.comparing(
                    (Line line) -> line.incident().series().toString())
            .thenComparing(line -> line.incident().objective())
            .thenComparing(line -> line.incident().openedAt())
            .thenComparing(Line::kind);

    static IncidentDiff of(List<Past> old, List<Past> anew) {
        List<Past> unmatched = new ArrayList<>(old);
        List<Line> lines = new ArrayList<>();
        for (Past each : anew) {
            Optional<Past> same = unmatched.stream()
                    .filter(each::overlaps)
                    .min(Comparator.comparing(other ->
                            Duration.between(other.openedAt(), each.openedAt()).abs()));
            same.ifPresent(unmatched::remove);
            lines.add(
                    same.isPresent()
                            ? new Line(Kind.SAME, each, same.filter(other -> !other.equals(each)))
                            : new Line(Kind.ADDED, each, Optional.empty()));
        }
        unmatched.forEach(each -> lines.add(new Line(Kind.GONE, each, Optional.empty())));
        lines.sort(ORDER);
        return new IncidentDiff(lines);
    }

    private long count(Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).count();
    }

    /** As a person reads it: one line an incident, totals at the end; what is open lasts until {@code end}. */
    Stream<String> text(Instant end) {
        return Stream.concat(lines.stream().map(line -> text(line, end)), Stream.of(totals(end)));
    }

    private static String text(Line line, Instant end) {
        Past incident = line.incident();
        return line.kind().sign + " " + incident.series() + " " + incident.objective() + "  " + times(incident, end)
                + line.before().map(old -> "  (was " + times(old, end) + ")").orElse("");
    }

    private static String times(Past incident, Instant end) {
        return incident.openedAt() + " to "
                + incident.resolvedAt().map(Instant::toString).orElse("now, still open") + ", "
                + inWords(incident.lasted(end));
    }

    private String totals(Instant end) {
        return String.format(
                Locale.ROOT,
                "old: %d incidents, %s; new: %d incidents, %s (%d new, %d gone, %d the same)",
                count(Kind.GONE) + count(Kind.SAME),
                inWords(total(end, true)),
                count(Kind.ADDED) + count(Kind.SAME),
                inWords(total(end, false)),
                count(Kind.ADDED),
                count(Kind.GONE),
                count(Kind.SAME));
    }

    private Duration total(Instant end, boolean old) {
        return lines.stream()
                .filter(line -> line.kind() != (old ? Kind.ADDED : Kind.GONE))
                .map(line -> (old ? line.before().orElse(line.incident()) : line.incident()).lasted(end))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String inWords(Duration duration) {
        Duration whole = duration.truncatedTo(ChronoUnit.MINUTES);
        return whole.toHours() == 0
                ? whole.toMinutes() + " min"
                : whole.toHours() + " h " + whole.toMinutesPart() + " min";
    }
}
