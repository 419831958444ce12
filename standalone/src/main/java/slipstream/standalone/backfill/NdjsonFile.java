package slipstream.standalone.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;

/** One JSON object a line, UTF-8. Fields that mean nothing are left out, empty lines are nothing. */
final class NdjsonFile implements EventFile {
    /** A longer line is refused: the gateway takes no longer item. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private static final int SHOWN_CHARS = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ObjectReader json = Json.mapper()
            .readerFor(JsonNode.class)
            .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;
    private boolean tooLong;

    NdjsonFile(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable FileItem next() throws IOException {
        while (readLine()) {
            String text = line.toString(StandardCharsets.UTF_8);
            if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            if (tooLong) {
                return new FileItem.Broken(
                        number, "too-long", "a line may have at most " + MAX_LINE_BYTES + " bytes", shown(text));
            }
            if (!text.isBlank()) {
                return parse(text);
            }
        }
        return null;
    }

    /** Whether there was a line; it stands in {@link #line} without its end. */
    private boolean readLine() throws IOException {
        line.reset();
        tooLong = false;
        int each = in.read();
        if (each < 0) {
            return false;
        }
        number++;
        while (each >= 0 && each != '\n') {
            if (line.size() < MAX_LINE_BYTES) {
                line.write(each);
            } else {
                tooLong = true;
            }
            each = in.read();
        }
        return true;
    }

    private FileItem parse(String text) throws IOException {
        try {
            JsonNode read = json.readValue(text);
            if (!read.isObject()) {
                return new FileItem.Broken(number, "unreadable", "an object is expected", shown(text));
            }
            ObjectNode event = Json.mapper().createObjectNode();
            for (EventField field : EventField.values()) {
                if (read.hasNonNull(field.id())) {
                    event.set(field.id(), read.get(field.id()));
                }
            }
            return new FileItem.Read(number, event);
        } catch (JsonProcessingException broken) {
            int column = broken.getLocation() == null ? 0 : broken.getLocation().getColumnNr();
            return new FileItem.Broken(
                    number, "unreadable", broken.getOriginalMessage() + " at column " + column, shown(text));
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
