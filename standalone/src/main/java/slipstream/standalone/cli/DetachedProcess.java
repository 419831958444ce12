package slipstream.standalone.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A standalone in a process of its own, started from here and left running. */
final class DetachedProcess {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LAST_LINES = 20;

    private final DataDirectory data;

    DetachedProcess(DataDirectory data) {
        this.data = data;
    }

    /** Starts the process and waits until it is ready; answers the exit status of the command. */
    int start(List<String> arguments, PrintWriter out) throws IOException, InterruptedException {
        Files.createDirectories(data.root());
        File console = data.root().resolve("slipstream.out").toFile();
        Process process = new ProcessBuilder(command(arguments))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(console)
                .start();
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            if (isReady(process.pid())) {
                Files.readAllLines(console.toPath()).forEach(out::println);
                out.println("runs in the background as process " + process.pid() + "; `slipstream down` ends it");
                out.flush();
                return 0;
            }
            if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                tail(console.toPath(), out);
                return Math.max(1, process.exitValue());
            }
        }
        out.println("not ready within " + DEADLINE.toSeconds() + " s; process " + process.pid()
                + " goes on, its log is " + data.log());
        return 1;
    }

    private boolean isReady(long pid) throws IOException {
        return data.noted().filter(noted -> noted.pid() == pid && noted.ready()).isPresent();
    }

    private static void tail(Path console, PrintWriter out) throws IOException {
        List<String> lines = Files.readAllLines(console);
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(out::println);
        out.flush();
    }

    // The end of the terminal is no reason to end: nohup is exec, so the process keeps its number.
    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nohup"))) {
            command.add("/usr/bin/nohup");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Slipstream.class.getName()));
        command.addAll(UpCommand.words());
        command.addAll(arguments);
        return command;
    }
}
