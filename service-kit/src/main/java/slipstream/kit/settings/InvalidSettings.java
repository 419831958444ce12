package slipstream.kit.settings;

import java.util.List;

/** Every fault of a process's settings, told at once. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public InvalidSettings(List<String> problems) {
        super("invalid settings:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence per fault, each beginning with the setting's name. */
    public List<String> problems() {
        return problems;
    }
}
