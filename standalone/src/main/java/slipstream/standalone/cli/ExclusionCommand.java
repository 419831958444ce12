package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists, previews and takes back exclusions: time that does not count. */
@Command(
        name = "exclusion",
        description = "Time that does not count: adds, previews, lists and takes it back.",
        mixinStandardHelpOptions = true)
final class ExclusionCommand implements Runnable {
    private static final String EVERY_APP = "*";
    private static final int ID_LENGTH = 16;

    enum Kind {
        MAINTENANCE,
        PLATFORM_FAULT
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say add, preview, list, revisions or remove");
    }

    @Command(name = "add", description = "Adds an exclusion, or changes it.", mixinStandardHelpOptions = true)
    void add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "APP", description = "app key; '*' for all apps") String app,
            @Option(
                            names = "--kind",
                            required = true,
                            description = "maintenance, announced beforehand; or platform_fault, by operators")
                    Kind kind,
            @Option(names = "--reason", required = true, description = "in a person's words") String reason,
            @Option(names = "--id", description = "names it; that of one that is there changes it") @Nullable String id,
            @Mixin WantedExclusion wanted)
            throws IOException {
        Map<String, Object> fields = wanted.fields();
        fields.put("kind", kind.name());
        fields.put("reason", reason);
        // An id of our own: what was answered 503 is sent again, and must not be there twice.
        String name =
                id != null ? id : UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        JsonNode made = connection.open().putExclusion(app, name, fields);
        PrintWriter out = out();
        print(out, made);
        made.path("occurrences")
                .forEach(each -> out.println("    " + each.path("from").asText() + " to "
                        + each.path("to").asText()));
        out.flush();
    }

    @Command(
            name = "preview",
            description = "Says what an exclusion would do to every number; changes nothing.",
            mixinStandardHelpOptions = true)
    void preview(
            @Mixin Connection connection,
            @Parameters(paramLabel = "APP", description = "app key") String app,
            @Mixin WantedExclusion wanted)
            throws IOException {
        if (app.equals(EVERY_APP)) {
            throw new Refusal("a preview is of one app: name it");
        }
        PreviewText.print(connection.open().previewExclusion(app, wanted.fields()), out());
    }

    @Command(name = "list", description = "Lists what is excluded.", mixinStandardHelpOptions = true)
    void list(
            @Mixin Connection connection,
            @Parameters(paramLabel = "APP", description = "app key; '*' for all apps") String app,
            @Option(names = "--history", description = "with those that were taken back") boolean history)
            throws IOException {
        printAll(connection.open().exclusions(app, history).path("exclusions"));
    }

    @Command(
            name = "revisions",
            description = "Lists who made what of an exclusion, and when.",
            mixinStandardHelpOptions = true)
    void revisions(
            @Mixin Connection connection,
            @Parameters(paramLabel = "APP", description = "app key; '*' for all apps") String app,
            @Parameters(paramLabel = "ID", description = "the exclusion") String id)
            throws IOException {
        printAll(connection.open().exclusionRevisions(app, id).path("revisions"));
    }

    @Command(
            name = "remove",
            description = "Takes an exclusion back: its time counts again.",
            mixinStandardHelpOptions = true)
    void remove(
            @Mixin Connection connection,
            @Parameters(paramLabel = "APP", description = "app key; '*' for all apps") String app,
            @Parameters(paramLabel = "ID", description = "the exclusion") String id)
            throws IOException {
        connection.open().removeExclusion(app, id);
        out().println("taken back: " + id);
        out().flush();
    }

    private void printAll(JsonNode exclusions) {
        PrintWriter out = out();
        if (exclusions.isEmpty()) {
            out.println("nothing is excluded");
        }
        exclusions.forEach(each -> print(out, each));
        out.flush();
    }

    private static void print(PrintWriter out, JsonNode exclusion) {
        StringBuilder line = new StringBuilder(exclusion.path("id").asText());
        line.append("  ").append(exclusion.path("kind").asText().toLowerCase(Locale.ROOT));
        line.append("  ").append(exclusion.path("from").asText());
        line.append(" to ").append(exclusion.path("to").asText());
        for (String field : new String[] {"recurrence", "timeZone", "sli", "product", "baseUrl"}) {
            if (exclusion.has(field)) {
                line.append("  ").append(exclusion.path(field).asText());
            }
        }
        line.append(exclusion.path("appKey").asText().equals(EVERY_APP) ? "  all apps" : "");
        line.append(exclusion.path("removed").asBoolean() ? "  taken back" : "");
        out.println(line);
        out.println("    \"" + exclusion.path("reason").asText() + "\", revision "
                + exclusion.path("revision").asInt() + " by "
                + exclusion.path("author").asText() + " at "
                + exclusion.path("updatedAt").asText());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
