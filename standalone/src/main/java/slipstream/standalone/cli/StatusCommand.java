package slipstream.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what runs on a data directory and how it is; its exit status is 0 when all of it is ready. */
@Command(name = "status", description = "Says what runs and whether it is ready.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int NOT_READY = 1;
    private static final int NOT_RUNNING = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data directory (default: ${DEFAULT-VALUE})",
            defaultValue = "data")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DataDirectory directory = new DataDirectory(data);
        Optional<RunningProcess> running =
                directory.noted().filter(noted -> noted.handle().isPresent());
        if (running.isEmpty()) {
            out.println("nothing runs on " + directory.root());
            return NOT_RUNNING;
        }
        out.println(
                "process " + running.get().pid() + " since " + running.get().startedAt() + " on " + directory.root());
        if (!running.get().ready()) {
            out.println("is starting");
            return NOT_READY;
        }
        boolean allReady = true;
        for (Map.Entry<String, String> service : running.get().services().entrySet()) {
            String state = service.getValue().startsWith("http") ? state(service.getValue()) : "";
            allReady &= state.isEmpty() || state.equals("ready");
            out.printf("  %-10s %-28s %s%n", service.getKey(), service.getValue(), state);
        }
        return allReady ? 0 : NOT_READY;
    }

    private static String state(String url) throws InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/health/ready"))
                            .timeout(DEADLINE)
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? "ready" : "not ready: " + answer.body();
        } catch (IOException unreachable) {
            return "does not answer";
        }
    }
}
