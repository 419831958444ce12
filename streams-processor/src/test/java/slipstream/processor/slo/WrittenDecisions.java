package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Decisions in a format of the tests' own: fields in one line, separated by bars. */
final class WrittenDecisions implements Decision.Reader {
    private static final String BAR = "|";

    /** Objectives by the line that they are written as: there is no reading them back from it. */
    private static final Map<String, Objective> OBJECTIVES = new ConcurrentHashMap<>();

    static Decision.Excluded excluded(String app, String id, Selector selector, Span span) {
        String line = String.join(
                BAR,
                app,
                id,
                selector.sli().orElse(""),
                selector.scope().orElse(""),
                selector.product().orElse(""),
                Long.toString(span.from()),
                Long.toString(span.to()));
        return new Decision.Excluded(
                app, id, Optional.of(Exclusion.once(selector, span)), line.getBytes(StandardCharsets.UTF_8));
    }

    /** Promised for an app, in place of what has the objective's id there. */
    static Decision.Promised promised(String app, Objective objective) {
        String line = String.join(BAR, app, objective.id(), objective.toString());
        OBJECTIVES.put(line, objective);
        return new Decision.Promised(
                app, objective.id(), Optional.of(objective), line.getBytes(StandardCharsets.UTF_8));
    }

    /** No longer promised. */
    static Decision.Promised takenBack(String app, String id) {
        return new Decision.Promised(app, id, Optional.empty(), new byte[0]);
    }

    @Override
    public Decision.Excluded excluded(byte[] record) {
        String[] parts = new String(record, StandardCharsets.UTF_8).split("\\|", -1);
        Selector selector = new Selector(some(parts[2]), some(parts[3]), some(parts[4]));
        Span span = new Span(Long.parseLong(parts[5]), Long.parseLong(parts[6]));
        return excluded(parts[0], parts[1], selector, span);
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public Decision.Promised promised(byte[] record) {
        String line = new String(record, StandardCharsets.UTF_8);
        String[] parts = line.split("\\|", -1);
        return new Decision.Promised(parts[0], parts[1], Optional.of(OBJECTIVES.get(line)), record);
    }
}
