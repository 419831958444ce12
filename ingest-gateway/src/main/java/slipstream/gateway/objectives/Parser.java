package slipstream.gateway.objectives;

import java.util.List;

/** Takes a YAML text apart. */
public interface Parser {
    /** Every document that is YAML, and one finding for each that is not. Never throws for what somebody wrote. */
    Parsed parse(String text);

    /**
     * A text, taken apart.
     *
     * @param documents those that are YAML, in order
     * @param faults what is not
     */
    record Parsed(List<Document> documents, List<Finding> faults) {
        public Parsed {
            documents = List.copyOf(documents);
            faults = List.copyOf(faults);
        }
    }
}
