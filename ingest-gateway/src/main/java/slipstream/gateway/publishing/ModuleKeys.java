package slipstream.gateway.publishing;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import slipstream.kit.http.Json;

/**
 * The module types that exist, per product.
 *
 * @param ofProduct product → keys of the field {@code modules} in an app's descriptor
 */
public record ModuleKeys(Map<String, Set<String>> ofProduct) {
    private static final String RESOURCE = "connect-module-keys.json";

    public ModuleKeys {
        Map<String, Set<String>> copy = new HashMap<>();
        ofProduct.forEach((product, keys) -> copy.put(product, Set.copyOf(keys)));
        ofProduct = Map.copyOf(copy);
    }

    /** The list that comes with us. */
    public static ModuleKeys builtIn() {
        try (InputStream list = ModuleKeys.class.getResourceAsStream(RESOURCE)) {
            if (list == null) {
                throw new IllegalStateException("missing on the class path: " + RESOURCE);
            }
            return parse(list);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A list of one's own: a JSON object from product to an array of keys. */
    public static ModuleKeys read(Path file) throws IOException {
        try (InputStream list = Files.newInputStream(file)) {
            return parse(list);
        }
    }

    /** Whether a product has such a module type. */
    public boolean has(String product, String moduleType) {
        return ofProduct.getOrDefault(product, Set.of()).contains(moduleType);
    }

    private static ModuleKeys parse(InputStream list) throws IOException {
        return new ModuleKeys(Json.mapper().readValue(list, new TypeReference<Map<String, Set<String>>>() {}));
    }
}
