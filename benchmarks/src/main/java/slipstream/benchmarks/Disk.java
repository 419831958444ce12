package slipstream.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** P6: local state on disk for a series, after four weeks with an event a minute. */
final class Disk {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    private Disk() {}

    static void run(Ours ours, Workload workload, int events, Report report) throws IOException {
        Path directory = ours.run(COMMIT, run -> {
            run.await(events);
            return run.directory();
        });
        try (Stream<Path> files = Files.walk(directory)) {
            double bytes =
                    files.filter(Files::isRegularFile).mapToLong(Disk::size).sum();
            report.row(
                    "P6",
                    "%s: disk for a series with %,d days of one event a minute, kB"
                            .formatted(
                                    workload.name(),
                                    Duration.ofMinutes(workload.minutesOf(events))
                                            .toDays()),
                    "≤ 64",
                    Samples.whole(bytes / workload.series() / 1_000));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
