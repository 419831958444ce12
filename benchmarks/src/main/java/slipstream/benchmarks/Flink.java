package slipstream.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import slipstream.benchmarks.flink.FlinkProcess;
import slipstream.benchmarks.flink.Job;

/** The process that runs Flink's jobs, as warm as ours: one for all rounds. Its class path is this one's with Flink's own RocksDB. */
final class Flink implements AutoCloseable {
    /** Directory with what is on Flink's class path alone. */
    private static final String PROPERTY = "slipstream.benchmarks.flink";

    private static final String OTHER_ROCKSDB = "rocksdbjni-";
    private static final long DEADLINE_SECONDS = 300;
    private static final int LAST_LINES = 60;

    private final Cluster cluster;
    private final Path log;
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;
    private int asked;

    Flink(Cluster cluster) throws IOException {
        this.cluster = cluster;
        this.log = cluster.stateDirectory("flink.log");
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms2g",
                        "-Xmx2g",
                        "-XX:+UseParallelGC",
                        "-XX:+UseTransparentHugePages",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-classpath",
                        classPath(),
                        FlinkProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    private static String classPath() throws IOException {
        try (Stream<Path> own = Files.list(Path.of(System.getProperty(PROPERTY)))) {
            List<String> shared = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
            return Stream.concat(own.map(Path::toString), shared.stream().filter(entry -> !Path.of(entry)
                            .getFileName()
                            .toString()
                            .startsWith(OTHER_ROCKSDB)))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** The speed of a job between two numbers of events of a topic. */
    Speed speed(Job job, String topic, long from, long to) throws IOException, InterruptedException {
        questions.println(String.join(
                " ",
                job.name(),
                cluster.settings().bootstrapServers(),
                topic,
                Long.toString(from),
                Long.toString(to),
                cluster.stateDirectory("flink-" + ++asked).toString()));
        Scanner speed = new Scanner(answer()).useLocale(Locale.ROOT);
        return new Speed(speed.nextDouble(), speed.nextDouble());
    }

    private String answer() throws IOException, InterruptedException {
        CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(this::line);
        try {
            String answer = line.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (answer == null || answer.startsWith(FlinkProcess.FAILED)) {
                throw new IllegalStateException("Flink " + (answer == null ? "has ended" : answer), lastWords());
            }
            return answer;
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("Flink does not answer", lastWords());
        }
    }

    private @Nullable String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** The end of its log, which is gone with the cluster, as a cause: so it is printed, and is not in the table. */
    private Throwable lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return new IllegalStateException("the end of Flink's log:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
    }

    @Override
    public void close() {
        questions.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
