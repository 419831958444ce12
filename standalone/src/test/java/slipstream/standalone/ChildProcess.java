package slipstream.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import slipstream.standalone.cli.Slipstream;
import slipstream.standalone.client.Endpoints;
import slipstream.standalone.client.SlipstreamClient;

/** {@code slipstream up} in a process of its own, which a test may kill. */
final class ChildProcess implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Path data;
    private final Process process;

    private ChildProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    static ChildProcess up(Path data, Map<String, String> settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        Files.createDirectories(data);
        Process process = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("console").toFile()))
                .start();
        ChildProcess child = new ChildProcess(data, process);
        await().atMost(DEADLINE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + Files.readString(data.resolve("console")));
            }
            return child.note().getProperty("ready", "").equals("true");
        });
        return child;
    }

    /** The command line in a JVM like this one. */
    static List<String> command(List<String> arguments) {
        return command(Slipstream.class, arguments);
    }

    /** A main class in a JVM like this one. */
    static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private Properties note() {
        Properties note = new Properties();
        Path file = data.resolve("slipstream.running");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                note.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        boolean ours = note.getProperty("pid", "").equals(Long.toString(process.pid()));
        return ours ? note : new Properties();
    }

    Endpoints endpoints() {
        Properties note = note();
        return new Endpoints(
                note.getProperty("service.gateway"),
                note.getProperty("service.processor"),
                note.getProperty("service.alerter"),
                note.getProperty("service.registry"),
                note.getProperty("service.mails"));
    }

    SlipstreamClient client() throws IOException {
        return new SlipstreamClient(
                endpoints(), Files.readString(data.resolve("operator-token")).strip());
    }

    /** Like {@code kill -9}: no hook runs, nothing is closed. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    private boolean awaitEnd(Duration deadline) {
        try {
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd(Duration.ofMinutes(1))) {
            kill();
        }
    }
}
