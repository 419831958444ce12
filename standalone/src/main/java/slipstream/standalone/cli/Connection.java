package slipstream.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;
import slipstream.standalone.client.Endpoints;
import slipstream.standalone.client.SlipstreamClient;

/** The options of commands that speak to a running standalone. */
final class Connection {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data directory of the running one (default: ${DEFAULT-VALUE})",
            defaultValue = "data")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    /** A client with the operator token. */
    SlipstreamClient open() throws IOException {
        return new SlipstreamClient(endpoints(), token());
    }

    /** Of a data directory that was named otherwise. */
    static Connection to(Path data) {
        Connection connection = new Connection();
        connection.data = data;
        return connection;
    }

    /** Every address by the name of what answers there. */
    Map<String, String> services() throws IOException {
        DataDirectory directory = new DataDirectory(data);
        return directory
                .noted()
                .filter(noted -> noted.ready() && noted.handle().isPresent())
                .orElseThrow(
                        () -> new Refusal("nothing runs on " + directory.root() + "; start it with `slipstream up`"))
                .services();
    }

    /** Where the services answer. */
    Endpoints endpoints() throws IOException {
        Map<String, String> where = services();
        return new Endpoints(
                where.getOrDefault("gateway", ""),
                where.getOrDefault("processor", ""),
                where.getOrDefault("alerter", ""),
                where.getOrDefault("registry", ""),
                where.getOrDefault("mails", ""));
    }

    /** The operator token. */
    String token() throws IOException {
        return Files.readString(new DataDirectory(data).operatorToken()).strip();
    }
}
