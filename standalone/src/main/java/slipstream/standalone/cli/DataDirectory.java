package slipstream.standalone.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The directory that holds everything a standalone remembers, and who is using it at the moment. */
final class DataDirectory {
    // A process that was killed a moment ago may still hold its claim.
    private static final Duration LAST_BREATH = Duration.ofSeconds(3);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Path root;

    DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("slipstream.log");
    }

    Path operatorToken() {
        return root.resolve("operator-token");
    }

    /** Claims the directory for this process; empty when another one keeps it. The claim ends with the process. */
    Optional<Claim> claim() throws IOException, InterruptedException {
        Files.createDirectories(root);
        FileChannel file =
                FileChannel.open(root.resolve("slipstream.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + LAST_BREATH.toNanos();
        while (file.tryLock() == null) {
            if (System.nanoTime() > deadline) {
                file.close();
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
        }
        return Optional.of(new Claim(file));
    }

    /** Notes who runs, and where it answers once it is ready. */
    void note(RunningProcess running) throws IOException {
        Path unfinished = root.resolve("slipstream.running.part");
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            running.asProperties().store(writer, "who is using this directory");
        }
        Files.move(unfinished, noteFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(pidFile(), running.pid() + "\n");
    }

    /** Who was noted last; empty when nobody was or the note cannot be read. */
    Optional<RunningProcess> noted() throws IOException {
        if (!Files.exists(noteFile())) {
            return Optional.empty();
        }
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(noteFile())) {
            note.load(reader);
        }
        return RunningProcess.of(note);
    }

    void forget() throws IOException {
        Files.deleteIfExists(pidFile());
        Files.deleteIfExists(noteFile());
    }

    private Path pidFile() {
        return root.resolve("slipstream.pid");
    }

    private Path noteFile() {
        return root.resolve("slipstream.running");
    }

    /** The right to use the directory. */
    record Claim(FileChannel file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
