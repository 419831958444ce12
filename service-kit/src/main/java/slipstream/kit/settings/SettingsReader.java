package slipstream.kit.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they were given, in three layers: overrides, then environment variables, then a file. It collects
 * problems instead of stopping at the first; {@link #finish} tells them all. Not for use by several threads.
 */
public final class SettingsReader {
    private final GivenSettings given;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(GivenSettings given) {
        this.given = given;
    }

    /** Reads all three layers; an environment variable is {@code SLIPSTREAM_} and the name in capitals, with _. */
    public static SettingsReader of(Map<String, String> overrides, Map<String, String> environment, Properties file) {
        Map<String, String> fromFile = new TreeMap<>();
        file.stringPropertyNames().forEach(name -> fromFile.put(name, file.getProperty(name)));
        return new SettingsReader(new GivenSettings(overrides, environment, fromFile));
    }

    /** Reads settings given in code, and nothing else. */
    public static SettingsReader of(Map<String, String> settings) {
        return of(settings, Map.of(), new Properties());
    }

    /** Reads what a process was started with: {@code --config FILE}, {@code --set name=value}, the environment. */
    public static SettingsReader ofArguments(Map<String, String> environment, String... arguments) {
        Map<String, String> overrides = new LinkedHashMap<>();
        Properties file = new Properties();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            if (arguments[i].equals("--config") && !value.isEmpty()) {
                load(Path.of(value), file, problems);
            } else if (arguments[i].equals("--set") && value.indexOf('=') > 0) {
                int equals = value.indexOf('=');
                overrides.put(value.substring(0, equals), value.substring(equals + 1));
            } else {
                problems.add(arguments[i] + ": not understood; known are --config FILE and --set name=value");
            }
        }
        SettingsReader reader = of(overrides, environment, file);
        reader.problems.addAll(problems);
        return reader;
    }

    private static void load(Path path, Properties into, List<String> problems) {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            into.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--config: cannot read " + path + " (" + e + ")");
        }
    }

    /** A text, or the default when it is not given. */
    public String text(String name, String byDefault) {
        String value = given.find(name);
        return value == null ? byDefault : value;
    }

    /** A text that must be given and not be empty. */
    public String requiredText(String name) {
        String value = text(name, "");
        if (value.isEmpty()) {
            problem(name, "is required");
        }
        return value;
    }

    /** A whole number between two bounds, both inclusive. */
    public int integer(String name, int byDefault, int min, int max) {
        return parsed(name, byDefault, "must be a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            return (value < min || value > max) ? null : value;
        });
    }

    /** A duration between two bounds, both inclusive; {@code 5s}, {@code 10m}, {@code 2h}, {@code 1d} or ISO-8601. */
    public Duration duration(String name, Duration byDefault, Duration min, Duration max) {
        String rule = "must be a duration from " + min + " to " + max + ", such as 500ms, 5s, 10m, 2h, 1d or PT5S";
        return parsed(name, byDefault, rule, text -> {
            Duration value = DurationText.parse(text);
            return (value.compareTo(min) < 0 || value.compareTo(max) > 0) ? null : value;
        });
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean byDefault) {
        return parsed(name, byDefault, "must be true or false", text -> {
            boolean yes = text.equalsIgnoreCase("true");
            return (yes || text.equalsIgnoreCase("false")) ? yes : null;
        });
    }

    /** One of an enum's constants, by what it prints as, in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String name, E byDefault) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : byDefault.getDeclaringClass().getEnumConstants()) {
            constants.put(word(constant.toString()), constant);
        }
        return parsed(
                name,
                byDefault,
                "must be one of " + String.join(", ", constants.keySet()),
                text -> constants.get(word(text)));
    }

    private static String word(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A path, or the default when it is not given. */
    public Path path(String name, Path byDefault) {
        return parsed(name, byDefault, "must be a path", Path::of);
    }

    /** A list of texts, parted by commas; empty when it is not given. */
    public List<String> list(String name) {
        List<String> items = new ArrayList<>();
        for (String item : text(name, "").split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return List.copyOf(items);
    }

    /** Every setting whose name begins with the prefix and a dot, by the rest of its name. */
    public Map<String, String> under(String prefix) {
        return given.under(prefix);
    }

    /** Adds a problem that somebody else found with a setting. */
    public void problem(String name, String text) {
        problems.add(name + ": " + text);
    }

    /** Ends reading. Throws when anything was wrong, or given and asked for by nobody. */
    public void finish() {
        List<String> all = new ArrayList<>(problems);
        given.unasked().forEach(name -> all.add(name + ": unknown setting"));
        if (!all.isEmpty()) {
            throw new InvalidSettings(all.stream().distinct().toList());
        }
    }

    private <T> T parsed(String name, T byDefault, String rule, Function<String, @Nullable T> parser) {
        String text = given.find(name);
        if (text == null) {
            return byDefault;
        }
        T value = attempt(parser, text);
        if (value == null) {
            problem(name, rule + ", was \"" + text + "\"");
            return byDefault;
        }
        return value;
    }

    private static <T> @Nullable T attempt(Function<String, @Nullable T> parser, String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            return null;
        }
    }
}
