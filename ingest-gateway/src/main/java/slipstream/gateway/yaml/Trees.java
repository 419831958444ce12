package slipstream.gateway.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import slipstream.gateway.objectives.Finding;
import slipstream.gateway.objectives.Position;
import slipstream.gateway.objectives.Tree;
import slipstream.gateway.objectives.Tree.Field;
import slipstream.gateway.objectives.Tree.Fields;
import slipstream.gateway.objectives.Tree.Items;
import slipstream.gateway.objectives.Tree.Text;

/** Turns the nodes of one part into trees. What an alias multiplies is counted, so that a small text stays small. */
final class Trees {
    private static final int MAX_NODES = 20_000;
    private static final int MAX_DEPTH = 60;
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private final int firstLine;
    private final List<Finding> faults = new ArrayList<>();
    private int nodes;

    Trees(int firstLine) {
        this.firstLine = firstLine;
    }

    List<Finding> faults() {
        return faults;
    }

    /** The tree of a document; empty when it has a fault that is not one of its fields'. */
    Optional<Tree> of(Node root) {
        int before = faults.size();
        Tree tree = tree(root, 0);
        return faults.size() == before ? Optional.of(tree) : Optional.empty();
    }

    private Tree tree(Node node, int depth) {
        Position at = at(node);
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            if (nodes <= MAX_NODES + 1) {
                fault(at, "too much is nested or repeated by aliases here: write it out in fewer fields");
            }
            nodes = Math.max(nodes, MAX_NODES + 1);
            return new Text(at, "", true);
        }
        if (!node.getTag().startsWith(STANDARD_TAG)) {
            fault(at, "the tag " + shown(node.getTag().getValue()) + " has no meaning here: leave it out");
        }
        if (node instanceof MappingNode mapping) {
            return fields(mapping, at, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(tree(item, depth + 1));
            }
            return new Items(at, items);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Text(
                at, scalar.getValue(), scalar.isPlain() && scalar.getTag().equals(Tag.NULL));
    }

    private Tree fields(MappingNode mapping, Position at, int depth) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position keyAt = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault(keyAt, "the name of a field is one word");
                continue;
            }
            String name = key.getValue();
            if (key.getTag().equals(Tag.MERGE)) {
                fault(keyAt, "<< merges nothing here: write the fields out");
                continue;
            }
            Field other = fields.get(name);
            if (other != null) {
                fault(
                        keyAt,
                        shown(name) + " stands here a second time, after line "
                                + other.at().line() + ": leave one out");
                continue;
            }
            fields.put(name, new Field(keyAt, name, tree(tuple.getValueNode(), depth + 1)));
        }
        return new Fields(at, List.copyOf(fields.values()));
    }

    private static String shown(String word) {
        return word.length() <= 60 && word.chars().noneMatch(Character::isISOControl) ? word : "this";
    }

    private void fault(Position at, String sentence) {
        faults.add(Finding.error(at, "", sentence));
    }

    private Position at(Node node) {
        Mark mark = node.getStartMark();
        return new Position(firstLine + mark.getLine(), mark.getColumn() + 1);
    }
}
