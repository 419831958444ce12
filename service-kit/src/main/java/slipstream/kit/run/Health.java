package slipstream.kit.run;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The named checks that decide whether a process is ready for work. */
public final class Health {
    private final Collection<Check> checks = new CopyOnWriteArrayList<>();

    /** Adds a check that answers what is wrong, or nothing; it must answer at once, from what it already knows. */
    public void add(String name, Supplier<Optional<String>> problem) {
        checks.add(new Check(name, problem));
    }

    /** The checks that fail right now, in the order in which they were added. */
    public List<Failing> failing() {
        return checks.stream().flatMap(check -> check.run().stream()).toList();
    }

    /** Whether no check fails. */
    public boolean ready() {
        return failing().isEmpty();
    }

    /**
     * A check that fails.
     *
     * @param check name of the check
     * @param problem what is wrong, in a person's words
     */
    public record Failing(String check, String problem) {}

    private record Check(String name, Supplier<Optional<String>> problem) {
        Optional<Failing> run() {
            try {
                return problem.get().map(text -> new Failing(name, text));
            } catch (RuntimeException e) {
                return Optional.of(new Failing(name, e.toString()));
            }
        }
    }
}
