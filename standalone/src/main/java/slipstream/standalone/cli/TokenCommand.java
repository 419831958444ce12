package slipstream.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes and lists API tokens. */
@Command(name = "token", description = "Makes and lists API tokens.", mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say create or list");
    }

    @Command(name = "create", description = "Makes a token and shows it, once.", mixinStandardHelpOptions = true)
    void create(
            @Mixin Connection connection,
            @Option(names = "--name", required = true, description = "what people call it") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            split = ",",
                            description = "operator, read, write, publish-synthetic; parted by commas")
                    List<String> scopes,
            @Option(names = "--app", split = ",", description = "app keys it reaches; parted by commas")
                    List<String> apps)
            throws IOException {
        Map<String, Object> wanted = new LinkedHashMap<>(Map.of("name", name, "scopes", scopes));
        wanted.put("appKeys", apps == null ? List.of() : apps);
        print(connection.open().createToken(wanted));
    }

    @Command(name = "list", description = "Lists all tokens.", mixinStandardHelpOptions = true)
    void list(@Mixin Connection connection) throws IOException {
        print(connection.open().tokens());
    }

    private void print(JsonNode json) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json.toPrettyString());
        out.flush();
    }
}
