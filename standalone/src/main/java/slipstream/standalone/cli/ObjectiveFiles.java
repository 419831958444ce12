package slipstream.standalone.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of objectives as one text, whose documents may refer to each other, and the way back from its lines to theirs. */
final class ObjectiveFiles {
    private static final long MAX_BYTES = 512 * 1024;

    private final List<String> lines = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    private record Part(String file, int linesBefore) {}

    /** A place in one of the files; the line itself is {@code text}. */
    record Place(String file, int line, String text) {}

    private ObjectiveFiles() {}

    /** Reads all of them; they must be UTF-8. */
    static ObjectiveFiles read(List<Path> files) throws IOException {
        ObjectiveFiles all = new ObjectiveFiles();
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new Refusal("more than " + MAX_BYTES + " bytes of objectives: give fewer files at a time");
            }
            all.add(file);
        }
        return all;
    }

    private void add(Path file) throws IOException {
        if (!lines.isEmpty()) {
            lines.add("---");
        }
        parts.add(new Part(file.toString(), lines.size()));
        try {
            lines.addAll(List.of(Files.readString(file).split("\\r\\n|\\r|\\n", -1)));
        } catch (CharacterCodingException e) {
            throw new Refusal(file + " is not UTF-8");
        }
    }

    /** The one text. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Where a line of the text stands, counted from 1. */
    Place at(int line) {
        Part part = parts.get(0);
        for (Part each : parts) {
            if (each.linesBefore < line) {
                part = each;
            }
        }
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return new Place(part.file, line - part.linesBefore, text);
    }
}
