package slipstream.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.apache.avro.Schema;

/** A schema as it is registered: without what the Java compiler of Avro added to it, as its author wrote it. */
final class RegisteredSchema {
    private static final String JAVA_STRING = "avro.java.string";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RegisteredSchema() {}

    static String text(Schema schema) {
        try {
            return withoutJava(JSON.readTree(schema.toString())).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema prints as JSON", e);
        }
    }

    private static JsonNode withoutJava(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(each -> copy.add(withoutJava(each)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(JAVA_STRING)) {
                copy.set(field.getKey(), withoutJava(field.getValue()));
            }
        }
        boolean plainString = copy.size() == 1 && copy.path("type").asText().equals("string");
        return plainString && object.has(JAVA_STRING) ? TextNode.valueOf("string") : copy;
    }
}
