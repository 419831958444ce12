package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;

/**
 * Keeps what was refused: the first few are said at once, all of them are written to {@code FILE.refused}. That file is NDJSON:
 * the event, and beside its fields where it stood and why it was refused. It can be corrected and loaded as it is.
 */
final class RefusedEvents implements Closeable {
    private static final int SAID = 10;

    private final Consumer<String> say;
    private final boolean isWritten;
    private final Map<Path, OutputStream> files = new LinkedHashMap<>();
    private final Map<String, Long> byCode = new TreeMap<>();
    private int said;

    /**
     * Nothing refused yet.
     *
     * @param say tells a person
     * @param isWritten whether files are written
     */
    RefusedEvents(Consumer<String> say, boolean isWritten) {
        this.say = say;
        this.isWritten = isWritten;
    }

    /** The file that belongs to {@code source}. */
    static Path fileOf(Path source) {
        return source.resolveSibling(source.getFileName() + ".refused");
    }

    /** What could be read and was not taken. */
    void add(Path source, FileItem.Read item, String code, String reason) throws IOException {
        ObjectNode line = item.event().deepCopy();
        if (line.path(EventField.ID.id()).asText().startsWith(EventNames.PREFIX)) {
            line.remove(EventField.ID.id());
        }
        add(source, item.position(), code, reason, line);
    }

    /** What could not be read. */
    void add(Path source, FileItem.Broken item) throws IOException {
        ObjectNode line = Json.mapper().createObjectNode().put("refusedText", item.text());
        add(source, item.position(), item.code(), item.reason(), line);
    }

    private synchronized void add(Path source, long position, String code, String reason, ObjectNode line)
            throws IOException {
        byCode.merge(code, 1L, Long::sum);
        if (said < SAID) {
            said++;
            say.accept(source + ":" + position + ": " + code + ": " + reason);
        } else if (said == SAID) {
            said++;
            say.accept("(more are refused; they are " + (isWritten ? "written to the .refused file" : "only counted")
                    + ")");
        }
        if (isWritten) {
            line.put("refusedLine", position).put("refusedCode", code).put("refusedBecause", reason);
            OutputStream out = outOf(source);
            out.write(Json.bytes(line));
            out.write('\n');
        }
    }

    private OutputStream outOf(Path source) throws IOException {
        @Nullable OutputStream known = files.get(source);
        if (known != null) {
            return known;
        }
        OutputStream opened = Files.newOutputStream(fileOf(source));
        files.put(source, opened);
        return opened;
    }

    /** How many were refused for each reason. */
    synchronized Map<String, Long> byCode() {
        return new TreeMap<>(byCode);
    }

    /** The files that were written. */
    synchronized Iterable<Path> written() {
        return files.keySet().stream().map(RefusedEvents::fileOf).toList();
    }

    @Override
    public synchronized void close() throws IOException {
        for (OutputStream each : files.values()) {
            each.close();
        }
    }
}
