package slipstream.standalone.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens files of events, in the format that was named or that their names tell, and counts what is read of them. */
final class FileReading {
    private final Optional<FileFormat> named;
    private final CountedBytes bytes = new CountedBytes();

    FileReading(Optional<FileFormat> named) {
        this.named = named;
    }

    EventFile open(Path file) throws IOException {
        FileFormat format = named.or(() -> FileFormat.ofName(file))
                .orElseThrow(() -> new UnusableFile(
                        "does not say by its name what it is: .ndjson, .jsonl, .csv or .avro, and .gz behind it;"
                                + " or say --format"));
        return format.open(file, bytes);
    }

    /** Fails unless every file can be opened and names fields that there are. */
    static long check(List<Path> files, Optional<FileFormat> named) throws IOException {
        long total = 0;
        for (Path file : files) {
            try {
                new FileReading(named).open(file).close();
                total += Files.size(file);
            } catch (UnusableFile unusable) {
                throw new UnusableFile(file + " " + unusable.getMessage());
            }
        }
        return total;
    }

    long bytesRead() {
        return bytes.count();
    }
}
