package slipstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A schema registry behind Confluent's REST API, of which two calls are used: registering a schema under a subject, and
 * reading a schema by id. Answers are kept for the life of the client, since neither ever changes.
 */
public final class RegistryClient implements SchemaIds {
    /** Kafka setting that names the registry. */
    public static final String URL_SETTING = "schema.registry.url";

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final RegistryCalls calls;
    private final Map<SubjectSchema, Integer> idsBySchema = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemasById = new ConcurrentHashMap<>();

    /** @param baseUrl address of the registry; may have a path, such as {@code http://host:port/apis/ccompat/v7} */
    public RegistryClient(String baseUrl) {
        this(baseUrl, RegistryDeadlines.USUAL);
    }

    public RegistryClient(String baseUrl, RegistryDeadlines deadlines) {
        this.base = baseUrl.replaceAll("/+$", "");
        this.calls = new RegistryCalls(deadlines);
    }

    static SchemaIds configured(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new IllegalArgumentException("keys are plain strings; this class is for values");
        }
        if (!(settings.get(URL_SETTING) instanceof String url) || url.isBlank()) {
            throw new IllegalArgumentException(URL_SETTING + " is not set");
        }
        return new RegistryClient(url);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = idsBySchema.get(key);
        if (known != null) {
            return known;
        }
        int id = register(subject, schema);
        idsBySchema.put(key, id);
        return id;
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemasById.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = read(id);
        schemasById.put(id, schema);
        return schema;
    }

    private int register(String subject, Schema schema) {
        URI uri = URI.create(base + "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions");
        String body = JSON.createObjectNode()
                .put("schema", RegisteredSchema.text(schema))
                .toString();
        RegistryCalls.Answer answer = calls.send(HttpRequest.newBuilder(uri)
                .header("Content-Type", CONTENT_TYPE)
                .header("Accept", CONTENT_TYPE)
                .POST(BodyPublishers.ofString(body)));
        if (answer.status() != 200) {
            throw new SerializationException(
                    "the registry refused " + schema.getFullName() + " under " + subject + ": " + answer);
        }
        JsonNode id = tree(answer).path("id");
        if (!id.isInt()) {
            throw new SerializationException("the registry answered no id for " + subject + ": " + answer);
        }
        return id.intValue();
    }

    private Schema read(int id) {
        URI uri = URI.create(base + "/schemas/ids/" + id);
        RegistryCalls.Answer answer = calls.send(
                HttpRequest.newBuilder(uri).header("Accept", CONTENT_TYPE).GET());
        if (answer.status() == 404) {
            throw new UnknownSchema(id);
        }
        if (answer.status() != 200) {
            throw new SerializationException("the registry refused to give schema " + id + ": " + answer);
        }
        try {
            return new Schema.Parser().parse(tree(answer).path("schema").asText());
        } catch (SchemaParseException e) {
            throw new SerializationException("the registry's schema " + id + " is none", e);
        }
    }

    private static JsonNode tree(RegistryCalls.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new SerializationException("the registry answered no JSON: " + answer, e);
        }
    }

    private record SubjectSchema(String subject, Schema schema) {}
}
