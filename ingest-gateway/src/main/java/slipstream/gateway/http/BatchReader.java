package slipstream.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Refusal;

/** Reads the items of a request, token by token, in one of its two forms. */
final class BatchReader {
    /** How many items a request may have. */
    static final int MAX_ITEMS = 10_000;

    /** How long one item may be: whatever is refused later must fit into a record, as it came. */
    static final int MAX_ITEM_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 20;

    private final JsonFactory json = new JsonFactoryBuilder()
            // Positions in the body are positions in UTF-8: nothing else is read.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** Reads a JSON array; a fault in its syntax makes all of it unreadable. */
    List<Item> readArray(byte[] body) throws UnreadableBatch {
        List<Item> items = new ArrayList<>();
        int from = afterByteOrderMark(body);
        try (JsonParser parser = json.createParser(body, from, body.length - from)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw UnreadableBatch.notJson("a JSON array of events is expected");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                addTo(items, readItem(parser, body, from));
            }
            if (parser.nextToken() != null) {
                throw UnreadableBatch.notJson("there is something after the array");
            }
        } catch (IOException e) {
            throw UnreadableBatch.notJson(explain(e));
        }
        return items;
    }

    /** Reads one JSON object a line; a fault in a line makes only that line unreadable. */
    List<Item> readLines(byte[] body) throws UnreadableBatch {
        List<Item> items = new ArrayList<>();
        int from = afterByteOrderMark(body);
        while (from < body.length) {
            int to = endOfLine(body, from);
            if (!isBlank(body, from, to)) {
                addTo(items, readLine(body, from, to));
            }
            from = to + 1;
        }
        return items;
    }

    private Item readLine(byte[] body, int from, int to) {
        try (JsonParser parser = json.createParser(body, from, to - from)) {
            if (parser.nextToken() == null) {
                return unreadable("the line is empty");
            }
            Item item = readItem(parser, body, from);
            return parser.nextToken() == null ? item : unreadable("there is something after the object");
        } catch (IOException e) {
            return unreadable(explain(e));
        }
    }

    private static Item readItem(JsonParser parser, byte[] body, int parsedFrom) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return unreadable("an object is expected");
        }
        long start = parser.currentTokenLocation().getByteOffset();
        EventDraft draft = new EventDraft();
        draft.read(parser);
        Optional<Observation> observation = Observations.of(draft);
        Refusal fault = draft.fault();
        if (observation.isEmpty()) {
            return new Item.NotUnderstood(draft.id, fault == null ? malformed("cannot be understood") : fault);
        }
        long end = parser.currentLocation().getByteOffset();
        if (end - start > MAX_ITEM_BYTES) {
            return new Item.NotUnderstood(
                    draft.id, new Refusal("too-long", "", "may have at most " + MAX_ITEM_BYTES + " bytes"));
        }
        return new Item.Understood(
                observation.get(), body, Math.toIntExact(parsedFrom + start), Math.toIntExact(parsedFrom + end));
    }

    private static void addTo(List<Item> items, Item item) throws UnreadableBatch {
        if (items.size() == MAX_ITEMS) {
            throw UnreadableBatch.tooManyItems();
        }
        items.add(item);
    }

    private static Item unreadable(String reason) {
        return new Item.NotUnderstood(null, malformed(reason));
    }

    private static Refusal malformed(String reason) {
        return new Refusal("unreadable", "", reason);
    }

    private static String explain(IOException fault) {
        return fault instanceof JsonParseException syntax
                ? syntax.getOriginalMessage() + " at byte "
                        + syntax.getLocation().getByteOffset()
                : String.valueOf(fault.getMessage());
    }

    private static int afterByteOrderMark(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static int endOfLine(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
