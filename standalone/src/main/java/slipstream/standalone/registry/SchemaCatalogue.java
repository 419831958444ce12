package slipstream.standalone.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Every schema known to the registry, by subject and version and by id, as the log says it. */
final class SchemaCatalogue {
    private final TreeMap<String, TreeMap<Integer, RegisteredSchema>> subjects = new TreeMap<>();
    private final TreeMap<Integer, String> texts = new TreeMap<>();
    private final Map<String, Compatibility> levels = new TreeMap<>();
    private Compatibility level = Compatibility.FULL_TRANSITIVE;

    /** Takes what the log says; of one subject and version, the last record counts. */
    synchronized void add(RegisteredSchema registered) {
        subjects.computeIfAbsent(registered.subject(), subject -> new TreeMap<>())
                .put(registered.version(), registered);
        texts.put(registered.id(), registered.schema());
    }

    synchronized void setLevel(@Nullable String subject, Compatibility wanted) {
        if (subject == null) {
            level = wanted;
        } else {
            levels.put(subject, wanted);
        }
    }

    synchronized Compatibility level() {
        return level;
    }

    synchronized Optional<Compatibility> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized List<RegisteredSchema> versions(String subject) {
        TreeMap<Integer, RegisteredSchema> versions = subjects.get(subject);
        return versions == null ? List.of() : List.copyOf(versions.values());
    }

    synchronized Optional<String> text(int id) {
        return Optional.ofNullable(texts.get(id));
    }

    synchronized Collection<RegisteredSchema> everywhere(int id) {
        List<RegisteredSchema> found = new ArrayList<>();
        subjects.values().forEach(versions -> versions.values().stream()
                .filter(version -> version.id() == id)
                .forEach(found::add));
        return found;
    }

    /** The version of the subject that has this schema. */
    synchronized Optional<RegisteredSchema> find(String subject, Schema schema) {
        String text = schema.toString();
        return versions(subject).stream()
                .filter(known -> known.schema().equals(text))
                .findFirst();
    }

    /** What stands between the schema and the given versions of its subject. */
    synchronized List<String> objections(String subject, Schema schema, List<RegisteredSchema> against) {
        List<Schema> earlier =
                against.stream().map(known -> parsed(known.schema())).toList();
        return levels.getOrDefault(subject, level).objections(schema, earlier);
    }

    /** What a schema that is new to the subject would be registered as. */
    synchronized RegisteredSchema next(String subject, Schema schema, int lowestFreeId) {
        String text = schema.toString();
        int id = texts.entrySet().stream()
                .filter(known -> known.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> Math.max(lowestFreeId, texts.isEmpty() ? 1 : texts.lastKey() + 1));
        List<RegisteredSchema> versions = versions(subject);
        int version = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
        return new RegisteredSchema(subject, version, id, text);
    }

    synchronized int size() {
        return subjects.values().stream().mapToInt(Map::size).sum();
    }

    /** Reads a schema's text; refuses what is none. */
    static Schema parsed(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException refused) {
            throw new RefusedByRegistry(RegistryFault.invalidSchema(String.valueOf(refused.getMessage())));
        }
    }
}
