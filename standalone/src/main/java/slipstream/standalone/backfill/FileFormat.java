package slipstream.standalone.backfill;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What kind of file holds the events. */
public enum FileFormat {
    NDJSON,
    CSV,
    AVRO;

    private static final int BUFFER_BYTES = 64 * 1024;

    /** The format that a file's name tells. A name that ends with .gz is compressed, one with .refused came from a backfill. */
    static Optional<FileFormat> ofName(Path file) {
        String name = withoutGz(file);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (name.endsWith(".avro")) {
            return Optional.of(AVRO);
        }
        boolean lines = name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".refused");
        return lines ? Optional.of(NDJSON) : Optional.empty();
    }

    /** Opens a file at its beginning; what is read of it is counted as it lies on the disk. */
    EventFile open(Path file, CountedBytes read) throws IOException {
        InputStream raw = read.of(Files.newInputStream(file));
        try {
            InputStream in = withoutGz(file).equals(nameOf(file)) ? raw : new GZIPInputStream(raw, BUFFER_BYTES);
            InputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
            return switch (this) {
                case NDJSON -> new NdjsonFile(buffered);
                case CSV -> CsvFile.open(buffered);
                case AVRO -> AvroFile.open(buffered);
            };
        } catch (IOException | RuntimeException unusable) {
            raw.close();
            throw unusable;
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static String withoutGz(Path file) {
        String name = nameOf(file);
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }
}
