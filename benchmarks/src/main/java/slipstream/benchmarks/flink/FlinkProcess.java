package slipstream.benchmarks.flink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * Runs Flink jobs in a process of its own, so that its RocksDB and that of Kafka Streams, which have the same class names, do not
 * meet. Every line that it reads names a job, the broker, the topic, two numbers of events and a directory for checkpoints; every
 * line that it answers is the speed between the two and the CPU nanoseconds an event, or why not.
 */
public final class FlinkProcess {
    /** How an answer begins that says why there is no speed. */
    public static final String FAILED = "failed: ";

    private FlinkProcess() {}

    /** Ends with its input. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(answer(line.split(" ")));
        }
        System.exit(0);
    }

    @SuppressWarnings("CatchingUnchecked") // whatever happens to a job is the answer
    private static String answer(String[] asked) {
        try {
            Run run = new Run(Job.valueOf(asked[0]), asked[1], asked[2], Path.of(asked[5]));
            try {
                double[] speed = run.speed(Long.parseLong(asked[3]), Long.parseLong(asked[4]));
                return speed[0] + " " + speed[1];
            } finally {
                run.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED + "interrupted";
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            return FAILED + withCauses(e).replace('\n', ' ');
        }
    }

    /** What Flink wraps its failures in says nothing; what is innermost does. */
    private static String withCauses(Throwable failure) {
        StringJoiner all = new StringJoiner(", because of ");
        for (Throwable each = failure; each != null; each = each.getCause()) {
            all.add(String.valueOf(each));
        }
        return all.toString();
    }
}
