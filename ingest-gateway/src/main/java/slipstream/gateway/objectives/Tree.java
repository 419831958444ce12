package slipstream.gateway.objectives;

import java.util.List;

/** What a YAML document holds, with the place of everything. Numbers and booleans are still the text that was written. */
public sealed interface Tree {
    /** Where it begins. */
    Position at();

    /** What it is, in words for people. */
    String words();

    /**
     * A scalar.
     *
     * @param at where it begins
     * @param text as it was written, without quotes
     * @param isNull whether it is an unquoted nothing
     */
    record Text(Position at, String text, boolean isNull) implements Tree {
        @Override
        public String words() {
            return isNull ? "nothing" : "the text " + Sentences.quoted(text);
        }
    }

    /**
     * A list.
     *
     * @param at where it begins
     * @param items in order
     */
    record Items(Position at, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    /**
     * A mapping; no name stands twice in it.
     *
     * @param at where it begins
     * @param fields in order
     */
    record Fields(Position at, List<Field> fields) implements Tree {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public String words() {
            return "a block of fields";
        }
    }

    /**
     * One field of a mapping.
     *
     * @param at where its name stands
     * @param name its name
     * @param value what it holds
     */
    record Field(Position at, String name, Tree value) {}
}
