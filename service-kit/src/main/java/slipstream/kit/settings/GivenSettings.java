package slipstream.kit.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was given, layer by layer, and which of it somebody has asked for. */
final class GivenSettings {
    private static final String VARIABLE_PREFIX = "SLIPSTREAM_";

    private final Map<String, String> overrides;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> file;
    private final Set<String> asked = new HashSet<>();

    GivenSettings(Map<String, String> overrides, Map<String, String> environment, Map<String, String> file) {
        this.overrides = Map.copyOf(overrides);
        this.file = Map.copyOf(file);
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE_PREFIX)) {
                variables.put(name, value);
            }
        });
    }

    @Nullable
    String find(String name) {
        String variable = variableOf(name);
        asked.add(name);
        asked.add(variable);
        String value = overrides.get(name);
        if (value == null) {
            value = variables.get(variable);
        }
        return value == null ? file.get(name) : value;
    }

    Map<String, String> under(String prefix) {
        Map<String, String> found = new TreeMap<>();
        collect(file, prefix + ".", found);
        String variablePrefix = variableOf(prefix + ".");
        variables.forEach((name, value) -> {
            if (name.startsWith(variablePrefix) && name.length() > variablePrefix.length()) {
                asked.add(name);
                String rest = name.substring(variablePrefix.length());
                found.put(rest.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        collect(overrides, prefix + ".", found);
        return Map.copyOf(found);
    }

    private void collect(Map<String, String> layer, String prefix, Map<String, String> into) {
        layer.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                asked.add(name);
                into.put(name.substring(prefix.length()), value);
            }
        });
    }

    List<String> unasked() {
        Set<String> names = new HashSet<>(overrides.keySet());
        names.addAll(file.keySet());
        names.addAll(variables.keySet());
        names.removeAll(asked);
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        return sorted;
    }

    private static String variableOf(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
