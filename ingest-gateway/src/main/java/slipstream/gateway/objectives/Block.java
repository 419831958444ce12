package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import slipstream.gateway.objectives.Tree.Field;
import slipstream.gateway.objectives.Tree.Fields;
import slipstream.gateway.objectives.Tree.Items;
import slipstream.gateway.objectives.Tree.Text;

/** A mapping that is being read field by field: every fault is noted, and at the end every field that nobody asked for. */
final class Block {
    private final Position at;
    private final String path;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Findings findings;

    Block(Fields block, String path, Findings findings) {
        this.at = block.at();
        this.path = path;
        this.findings = findings;
        for (Field field : block.fields()) {
            fields.put(field.name(), field);
        }
    }

    Position at() {
        return at;
    }

    String path() {
        return path;
    }

    Findings findings() {
        return findings;
    }

    /** Whether the field is there and holds something. */
    boolean has(String name) {
        return field(name).isPresent();
    }

    private Optional<Field> field(String name) {
        known.add(name);
        return Optional.ofNullable(fields.get(name))
                .filter(field -> !(field.value() instanceof Text text && text.isNull()));
    }

    Optional<Word> text(String name) {
        Optional<Tree> value = field(name).map(Field::value);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Text text) {
            return Optional.of(new Word(text.at(), pathTo(name), text.text(), findings));
        }
        findings.error(value.get().at(), pathTo(name), "is " + value.get().words() + ": write one value");
        return Optional.empty();
    }

    /** A scalar that must be there; {@code write} says what to write. */
    Optional<Word> required(String name, String write) {
        if (!has(name)) {
            missing(name, write);
        }
        return text(name);
    }

    Optional<Block> block(String name) {
        return field(name).flatMap(field -> asBlock(field.value(), pathTo(name)));
    }

    Optional<Block> requiredBlock(String name, String write) {
        if (!has(name)) {
            missing(name, write);
        }
        return block(name);
    }

    /** The items of a list of mappings; none when it is absent. */
    List<Block> blocks(String name) {
        Optional<Tree> value = field(name).map(Field::value);
        List<Block> blocks = new ArrayList<>();
        if (value.isPresent() && value.get() instanceof Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                asBlock(list.items().get(i), pathTo(name) + "[" + i + "]").ifPresent(blocks::add);
            }
        } else {
            value.ifPresent(other -> findings.error(
                    other.at(), pathTo(name), "is " + other.words() + ": write a list, each item after a \"- \""));
        }
        return blocks;
    }

    /** The only item of a list; {@code write} says what to write when there is none, or more. */
    Optional<Block> onlyBlock(String name, String write) {
        if (!has(name)) {
            missing(name, write);
            return Optional.empty();
        }
        List<Block> items = blocks(name);
        if (items.size() > 1 || (items.isEmpty() && isEmptyList(name))) {
            fault(name, "holds " + items.size() + " items: write " + write);
        }
        return items.size() == 1 ? Optional.of(items.get(0)) : Optional.empty();
    }

    private boolean isEmptyList(String name) {
        return field(name)
                .filter(field ->
                        field.value() instanceof Items list && list.items().isEmpty())
                .isPresent();
    }

    private Optional<Block> asBlock(Tree value, String valuePath) {
        if (value instanceof Fields block) {
            return Optional.of(new Block(block, valuePath, findings));
        }
        findings.error(value.at(), valuePath, "is " + value.words() + ": write fields, indented below it");
        return Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        return text(name).flatMap(word -> switch (word.text()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> word.fault("is " + word.quoted() + ": write true or false");
        });
    }

    /** Every scalar in here by its name; what is no scalar is a fault. */
    Map<String, Word> texts() {
        Map<String, Word> texts = new LinkedHashMap<>();
        for (String name : List.copyOf(fields.keySet())) {
            text(name).ifPresent(word -> texts.put(name, word));
        }
        return texts;
    }

    /** Lets fields stand without looking at them. */
    void tolerate(String... names) {
        known.addAll(List.of(names));
    }

    /** Notes that a field which is there has no effect here. */
    void noEffect(String name, String why) {
        field(name).ifPresent(field -> findings.note(field.at(), pathTo(name), why));
    }

    /** Refuses a field that is there although OpenSLO knows it. */
    void refuse(String name, String sentence) {
        field(name).ifPresent(field -> findings.error(field.at(), pathTo(name), sentence));
    }

    /** Notes a fault of a field, whether it is there or not. */
    void fault(String name, String sentence) {
        Field field = fields.get(name);
        findings.error(field == null ? at : field.at(), pathTo(name), sentence);
    }

    /** Notes every field that nobody asked for. */
    void refuseUnknown() {
        fields.values().stream()
                .filter(field -> !known.contains(field.name()))
                .forEach(field -> findings.error(
                        field.at(),
                        pathTo(field.name()),
                        "is not known here" + Sentences.suggestion(field.name(), known)));
    }

    private void missing(String name, String write) {
        findings.error(at, pathTo(name), "is missing: write " + write);
    }

    private String pathTo(String name) {
        String shown = name.matches("[A-Za-z0-9_./-]{1,100}") ? name : Sentences.quoted(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
