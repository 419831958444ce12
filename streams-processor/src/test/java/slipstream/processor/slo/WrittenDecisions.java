package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decisions in a format of the tests' own: fields in one line, separated by bars. */
final class WrittenDecisions implements Decision.Reader {
    private static final String BAR = "|";

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
        throw new UnsupportedOperationException("no test has decided on an objective");
    }
}
