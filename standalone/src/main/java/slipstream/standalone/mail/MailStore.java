package slipstream.standalone.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The mails on disk, one {@code .eml} file each; the oldest go when there are too many. */
final class MailStore {
    static final int MOST_MAILS = 1_000;

    private static final String SUFFIX = ".eml";
    private static final String NEXT_ID = "next-id";

    private final Path directory;
    private final InstantSource clock;
    private final TreeSet<Long> ids = new TreeSet<>();
    private long nextId = 1;

    private MailStore(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The mails of a directory, which is made where it is missing. */
    static MailStore open(Path directory, InstantSource clock) throws IOException {
        MailStore store = new MailStore(directory, clock);
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}\\.eml"))
                    .forEach(name -> store.ids.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))));
        }
        Path counter = directory.resolve(NEXT_ID);
        long counted =
                Files.exists(counter) ? Long.parseLong(Files.readString(counter).strip()) : 1;
        store.nextId = Math.max(counted, store.ids.isEmpty() ? 1 : store.ids.last() + 1);
        return store;
    }

    /** Keeps a mail; it is on disk when this returns. */
    synchronized long add(byte[] mail) throws IOException {
        long id = nextId;
        Path unfinished = directory.resolve(id + ".part");
        try (FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(mail);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
        Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE);
        ids.add(id);
        nextId = id + 1;
        while (ids.size() > MOST_MAILS) {
            Files.deleteIfExists(file(ids.pollFirst()));
        }
        return id;
    }

    /** The numbers of the mails, newest last. */
    synchronized List<Long> ids() {
        return List.copyOf(ids);
    }

    Optional<CaughtMail> get(long id) {
        Path file = file(id);
        try {
            Instant receivedAt = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(MailReader.read(id, receivedAt, Files.readAllBytes(file)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** Forgets all mails; numbers go on where they were. */
    synchronized void clear() throws IOException {
        Files.writeString(directory.resolve(NEXT_ID), Long.toString(nextId));
        for (long id : ids) {
            Files.deleteIfExists(file(id));
        }
        ids.clear();
    }

    private Path file(long id) {
        return directory.resolve("%08d%s".formatted(id, SUFFIX));
    }
}
