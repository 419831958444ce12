package slipstream.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The table of one run; stands in the README between two markers. */
final class Report {
    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";

    private final PrintStream out;
    private final Predicate<String> wanted;
    private final List<String> rows = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    /** A report of the figures whose numbers are {@code wanted}. */
    Report(PrintStream out, Predicate<String> wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    /** Whether any of these figures is to be measured. */
    boolean wants(String... numbers) {
        return Stream.of(numbers).anyMatch(wanted);
    }

    /** Measures a figure. When that fails, the report says so, with the reason, and this answers false. */
    @SuppressWarnings("CatchingUnchecked") // whatever happens to one figure, the others are measured
    boolean figure(String number, String name, Figure figure) {
        if (!wants(number.split(" "))) {
            return true;
        }
        try {
            figure.measure(this);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception | LinkageError | OutOfMemoryError | AssertionError e) {
            e.printStackTrace(out);
            failed.add(name);
            row(
                    number,
                    name,
                    "",
                    "**failed**: " + String.valueOf(e).replace('\n', ' ').replace('|', '/'));
            return false;
        }
    }

    /** Figures that could not be measured. */
    List<String> failed() {
        return failed;
    }

    void row(String number, String figure, String goal, String measured) {
        String row = "| %s | %s | %s | %s |".formatted(number, figure, goal, measured);
        rows.add(row);
        out.println(row);
    }

    /** The whole table, with the machine and the day. */
    String table() {
        return """
                %s, %d processors, %d MiB heap, JDK %s, %s. Median, in brackets the middle half of the rounds.

                | # | figure | goal | measured |
                |---|---|---|---|
                %s
                """.formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        System.getProperty("java.version"),
                        LocalDate.now(ZoneOffset.UTC),
                        String.join("\n", rows));
    }

    /** Replaces what stands between the markers of a file. */
    void writeInto(Path readme) throws IOException {
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(readme + " has no " + BEGIN + " … " + END);
        }
        Files.writeString(readme, text.substring(0, begin) + BEGIN + "\n" + table() + text.substring(end));
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.name") + " " + System.getProperty("os.arch");
        }
    }
}
