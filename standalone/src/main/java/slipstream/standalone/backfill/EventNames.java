package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/**
 * Names events that have no id by what they say: by all their fields, and by how many equal ones stood before them in the same
 * file. So a second run, a file in another order, a corrected line beside it and the same event in another format give the
 * same id, and two equal lines of one file are two events.
 */
final class EventNames {
    /** How the ids begin that are made here. */
    static final String PREFIX = "file:";

    private static final int BYTES = 16;

    /** How many events without an id a file may have. */
    static final int MAX_NAMED = 4_000_000;

    private static final int MAX_RECOGNISED = 1_000_000;

    private final MessageDigest digest = sha256();
    private final Repetitions inThisFile = new Repetitions(MAX_NAMED);
    private final Repetitions inThisRun = new Repetitions(MAX_RECOGNISED);

    /** Another file begins. */
    void beginFile() {
        inThisFile.clear();
    }

    /** Whether no more events without an id can be named in this file. */
    boolean isFull() {
        return inThisFile.isFull();
    }

    /** Gives an event its id unless it has one; answers whether the same event went by in this run already. */
    boolean name(ObjectNode event) {
        byte[] content = hash(event, 0);
        if (!event.has(EventField.ID.id())) {
            int before = inThisFile.add(ByteBuffer.wrap(content).getLong());
            byte[] own = before == 0 ? content : hash(event, before);
            String id = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ByteBuffer.allocate(BYTES).put(own, 0, BYTES).array());
            event.put(EventField.ID.id(), PREFIX + id);
            content = own;
        }
        return !inThisRun.isFull() && inThisRun.add(ByteBuffer.wrap(content).getLong()) > 0;
    }

    private byte[] hash(ObjectNode event, int before) {
        for (EventField field : EventField.values()) {
            JsonNode value = event.get(field.id());
            if (value != null) {
                add(field.id());
                add(field == EventField.OCCURRED_AT ? canonical(value.asText()) : value.toString());
            }
        }
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, before));
        return digest.digest();
    }

    private void add(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    /** The same instant has one text, however it was written. */
    private static String canonical(String time) {
        try {
            return Instant.parse(time).toString();
        } catch (DateTimeParseException noTime) {
            return time;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
