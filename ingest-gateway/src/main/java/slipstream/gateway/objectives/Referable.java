package slipstream.gateway.objectives;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The documents of one kind that others may name, each read once. */
final class Referable<T> {
    private final String kind;
    private final Function<Block, Optional<T>> reader;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Entry, Optional<T>> read = new HashMap<>();

    /** Of a kind whose specifications {@code reader} reads; it answers nothing when it noted an error. */
    Referable(String kind, Function<Block, Optional<T>> reader) {
        this.kind = kind;
        this.reader = reader;
    }

    void add(Entry entry) {
        entry.name().ifPresent(name -> {
            Entry other = entries.putIfAbsent(name.text(), entry);
            if (other != null) {
                name.fault("is already the name of the " + kind + " in line " + other.line() + ": write another one");
            }
        });
        read.put(entry, entry.spec().flatMap(reader).filter(value -> !entry.findings()
                .hasErrors()));
    }

    /** What a name refers to. */
    Optional<T> of(Word reference) {
        Entry entry = entries.get(reference.text());
        if (entry == null) {
            return reference.fault(
                    "is " + reference.quoted() + ", but there is no " + kind + " of that name in what was given"
                            + (entries.isEmpty() ? "" : Sentences.suggestion(reference.text(), entries.keySet())));
        }
        Optional<T> value = read.getOrDefault(entry, Optional.empty());
        return value.isPresent()
                ? value
                : reference.fault("refers to the " + kind + " in line " + entry.line() + ", which has errors");
    }
}
